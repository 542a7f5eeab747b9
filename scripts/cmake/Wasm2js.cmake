# The same core as JavaScript, for pages whose policy forbids WebAssembly: build/<preset>/spanloom-wasm2js.js, a module with the exports of
# spanloom.wasm. wasm2js knows no vectors, so what has them elsewhere is compiled again without.
find_program(WASM2JS wasm2js REQUIRED NO_CMAKE_FIND_ROOT_PATH HINTS ${EMSCRIPTEN_ROOT_PATH}/../bin)

add_executable(spanloom-scalar src/wasm/bindings.cc src/wasm/system.cc src/text/winnow.cc)
target_link_libraries(spanloom-scalar PRIVATE spanloom_core)
target_compile_options(spanloom-scalar PRIVATE $<TARGET_PROPERTY:spanloom,COMPILE_OPTIONS>)
target_link_options(spanloom-scalar PRIVATE $<TARGET_PROPERTY:spanloom,LINK_OPTIONS>)
set_target_properties(spanloom-scalar PROPERTIES SUFFIX .wasm SPANLOOM_SCALAR ON)

add_custom_command(TARGET spanloom-scalar POST_BUILD VERBATIM
  COMMAND ${WASM2JS} -O --enable-bulk-memory $<TARGET_FILE:spanloom-scalar> -o ${CMAKE_BINARY_DIR}/spanloom-wasm2js.js)
