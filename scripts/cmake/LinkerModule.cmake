# The engine of spanloom/core: build/<preset>/linker.js and linker.wasm. embind binds a C++ class, so this module needs glue: a function that makes an
# instance of the module that it is given. The glue is the same for every runtime; js/linker knows where the module comes from.

# Newer versions link embind as a library.
if(EMSCRIPTEN_VERSION VERSION_LESS 5)
  set(SPANLOOM_EMBIND --bind)
else()
  set(SPANLOOM_EMBIND -lembind)
endif()

add_executable(linker src/wasm/linker_bindings.cc)
target_link_libraries(linker PRIVATE spanloom_engine)
# Measured: as fast with the tracer's flags as with -O3 and vectors everywhere, and 27 kB smaller after gzip.
target_compile_options(spanloom_engine PRIVATE ${SPANLOOM_WASM_COMPILE})
# embind asks for the names of types, which need RTTI, unless it is told not to. The linker has to know, to choose embind's library.
target_compile_options(linker PRIVATE ${SPANLOOM_WASM_COMPILE} -fno-exceptions -DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
target_link_options(linker PRIVATE
  ${SPANLOOM_WASM_LINK} -fno-rtti --no-entry ${SPANLOOM_EMBIND} -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=createModule
  # One glue for all runtimes, which neither names a file nor compiles text.
  -sENVIRONMENT=web -sUSE_ES6_IMPORT_META=0 -sDYNAMIC_EXECUTION=0 -sINCOMING_MODULE_JS_API=[instantiateWasm,printErr]
  # With the stack first, one that overflows traps instead of writing over data.
  -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=2MB -sTOTAL_STACK=1MB -Wl,--stack-first -sFILESYSTEM=0 -sMALLOC=emmalloc -sSUPPORT_ERRNO=0)
set_target_properties(linker PROPERTIES SUFFIX .js)
