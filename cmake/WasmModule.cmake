# The module for JavaScript: build/<preset>/spanloom.js, the glue, and spanloom.wasm.
# The glue is one for all hosts. It evaluates no text and knows no URL; whoever loads it hands in the compiled module.
if(NOT EMSCRIPTEN)
  message(FATAL_ERROR "SPANLOOM_WASM needs Emscripten: emcmake cmake --preset wasm")
endif()

add_executable(spanloom src/wasm/bindings.cc)
set_source_files_properties(src/wasm/bindings.cc PROPERTIES COMPILE_OPTIONS -fno-exceptions)
target_link_libraries(spanloom PRIVATE spanloom_core)

# embind names types that it does not know by way of RTTI, unless told otherwise.
foreach(target spanloom_core spanloom)
  target_compile_options(${target} PRIVATE -fno-rtti -flto ${SPANLOOM_WASM_OPTIMISE})
  target_compile_definitions(${target} PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
endforeach()

set_target_properties(spanloom PROPERTIES SUFFIX .js)
target_link_options(spanloom PRIVATE
  -flto ${SPANLOOM_WASM_OPTIMISE} -fno-rtti
  --no-entry -lembind
  -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web -sUSE_ES6_IMPORT_META=0
  -sDYNAMIC_EXECUTION=0 -sINCOMING_MODULE_JS_API=instantiateWasm
  -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sMALLOC=emmalloc)
