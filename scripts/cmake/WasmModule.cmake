# The module for JavaScript: build/<preset>/spanloom.wasm. It imports nothing, so it needs no glue: whoever has compiled it
# instantiates it, calls _initialize() and uses its exports.
if(NOT EMSCRIPTEN)
  message(FATAL_ERROR "SPANLOOM_WASM needs Emscripten: emcmake cmake --preset wasm")
endif()

# Speed without the weight of inlining, measured: -O2 is 1.6 to 2 times as fast as -Oz, and with this threshold it is 2.3 kB larger after gzip
# instead of 8.7 kB. Without bulk memory, copying is a loop over bytes.
set(SPANLOOM_WASM_COMPILE -O2 -fno-rtti -mbulk-memory -mllvm -inline-threshold=25)
set(SPANLOOM_WASM_LINK -O3 -mbulk-memory "SHELL:-Wl,-mllvm,-inline-threshold=25")
if(EMSCRIPTEN_VERSION VERSION_LESS 5)
  # Saves 0.9 kB. In 6.0.5, libc++abi without exceptions cannot be linked this way.
  list(APPEND SPANLOOM_WASM_COMPILE -flto)
  list(APPEND SPANLOOM_WASM_LINK -flto)
endif()

add_executable(spanloom src/wasm/bindings.cc src/wasm/system.cc)
target_link_libraries(spanloom PRIVATE spanloom_core)
set_target_properties(spanloom PROPERTIES SUFFIX .wasm)
set_source_files_properties(src/wasm/bindings.cc src/wasm/system.cc PROPERTIES COMPILE_OPTIONS -fno-exceptions)
foreach(target spanloom_core spanloom)
  target_compile_options(${target} PRIVATE ${SPANLOOM_WASM_COMPILE})
endforeach()
# Only what gains by it: elsewhere vector instructions would just be larger.
set_property(SOURCE src/text/winnow.cc APPEND PROPERTY COMPILE_OPTIONS $<$<NOT:$<BOOL:$<TARGET_PROPERTY:SPANLOOM_SCALAR>>>:-msimd128>)
target_link_options(spanloom PRIVATE
  ${SPANLOOM_WASM_LINK} --no-entry -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sMALLOC=emmalloc)

include(Wasm2js)
include(Provenance)
