# The modules for JavaScript: build/<preset>/spanloom.wasm, and spanloom-identity.wasm, which has no links by content. They import nothing, so they
# need no glue: instantiate one, call _initialize() and use its exports.
if(NOT EMSCRIPTEN)
  message(FATAL_ERROR "SPANLOOM_WASM needs Emscripten: emcmake cmake --preset wasm")
endif()

# Measured: 1.3 to 3 times as fast as -Oz, at the same size after gzip. Without unrolled loops the module is 2.5 kB smaller, without rotated loops
# 0.3 kB, both at no cost in speed. Without bulk memory, memory is copied byte by byte.
set(SPANLOOM_WASM_LLVM -inline-threshold=25 -rotation-max-header-size=0)
list(TRANSFORM SPANLOOM_WASM_LLVM PREPEND "SHELL:-mllvm " OUTPUT_VARIABLE SPANLOOM_WASM_COMPILE)
list(TRANSFORM SPANLOOM_WASM_LLVM PREPEND "SHELL:-Wl,-mllvm," OUTPUT_VARIABLE SPANLOOM_WASM_LINK)
list(APPEND SPANLOOM_WASM_COMPILE -O2 -fno-unroll-loops -fno-rtti -mbulk-memory)
list(APPEND SPANLOOM_WASM_LINK -O3 -mbulk-memory)
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
# Vector instructions only where they are faster; elsewhere they only add size.
set_property(SOURCE src/text/winnow.cc APPEND PROPERTY COMPILE_OPTIONS $<$<NOT:$<BOOL:$<TARGET_PROPERTY:SPANLOOM_SCALAR>>>:-msimd128>)
target_link_options(spanloom PRIVATE
  ${SPANLOOM_WASM_LINK} --no-entry -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0 -sMALLOC=emmalloc -sSUPPORT_ERRNO=0
  # The second run optimizes what the first one exposes: 0.06 kB.
  -sBINARYEN_EXTRA_PASSES=-O3)

add_executable(spanloom-identity
  src/wasm/bindings.cc src/wasm/system.cc ${SPANLOOM_SOURCES} ${SPANLOOM_PROTOZERO_SOURCES})
target_include_directories(spanloom-identity PRIVATE src)
target_link_libraries(spanloom-identity PRIVATE spanloom_header_libraries)
target_compile_definitions(spanloom-identity PRIVATE SPANLOOM_CONTENT=0)
target_compile_options(spanloom-identity PRIVATE ${SPANLOOM_WASM_COMPILE})
target_link_options(spanloom-identity PRIVATE $<TARGET_PROPERTY:spanloom,LINK_OPTIONS>)
set_target_properties(spanloom-identity PROPERTIES SUFFIX .wasm)

include(Wasm2js)
