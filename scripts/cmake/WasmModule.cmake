# The module for JavaScript: build/<preset>/spanloom.js, the glue, and spanloom.wasm.
# The glue is one for all hosts. It evaluates no text and knows no URL; whoever loads it hands in the compiled module.
if(NOT EMSCRIPTEN)
  message(FATAL_ERROR "SPANLOOM_WASM needs Emscripten: emcmake cmake --preset wasm")
endif()

# Speed without the weight of inlining, measured: -O2 is 1.6 to 2 times as fast as -Oz, and with this threshold it is 2.3 kB larger after gzip
# instead of 8.7 kB. Without bulk memory, copying is a loop over bytes. Below -O3, linking leaves dead code in the glue.
set(SPANLOOM_WASM_COMPILE -O2 -fno-rtti -mbulk-memory -mllvm -inline-threshold=25)
set(SPANLOOM_WASM_LINK -O3 -mbulk-memory "SHELL:-Wl,-mllvm,-inline-threshold=25")
if(EMSCRIPTEN_VERSION VERSION_LESS 5)
  # Saves 0.9 kB. In 6.0.5, libc++abi without exceptions cannot be linked this way.
  list(APPEND SPANLOOM_WASM_COMPILE -flto)
  list(APPEND SPANLOOM_WASM_LINK -flto)
  # The old glue can be told to know no URL. The new one asks for it only where it has to find the module itself.
  list(APPEND SPANLOOM_WASM_LINK -sUSE_ES6_IMPORT_META=0)
endif()

add_executable(spanloom src/wasm/bindings.cc)
target_link_libraries(spanloom PRIVATE spanloom_core)
set_target_properties(spanloom PROPERTIES SUFFIX .js LINK_DEPENDS ${CMAKE_SOURCE_DIR}/src/wasm/session.js)
set_source_files_properties(src/wasm/bindings.cc PROPERTIES COMPILE_OPTIONS -fno-exceptions)
foreach(target spanloom_core spanloom)
  target_compile_options(${target} PRIVATE ${SPANLOOM_WASM_COMPILE})
endforeach()
# Only what gains by it: elsewhere vector instructions would just be larger.
set_property(SOURCE src/text/winnow.cc APPEND PROPERTY COMPILE_OPTIONS -msimd128)
target_link_options(spanloom PRIVATE
  ${SPANLOOM_WASM_LINK} --no-entry
  --post-js ${CMAKE_SOURCE_DIR}/src/wasm/session.js
  -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web
  -sDYNAMIC_EXECUTION=0 -sINCOMING_MODULE_JS_API=instantiateWasm
  -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sMALLOC=emmalloc)
