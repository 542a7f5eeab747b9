# The core as JavaScript, for pages whose policy forbids WebAssembly: build/<preset>/spanloom-wasm2js.js, a module with the exports of spanloom.wasm.
# wasm2js does not support vectors, so the sources that use them are compiled again without.
find_program(WASM2JS wasm2js REQUIRED NO_CMAKE_FIND_ROOT_PATH HINTS ${EMSCRIPTEN_ROOT_PATH}/../bin)
find_program(WASM_OPT wasm-opt REQUIRED NO_CMAKE_FIND_ROOT_PATH HINTS ${EMSCRIPTEN_ROOT_PATH}/../bin)

add_executable(spanloom-scalar src/wasm/bindings.cc src/wasm/system.cc src/text/winnow.cc)
target_link_libraries(spanloom-scalar PRIVATE spanloom_core)
target_compile_options(spanloom-scalar PRIVATE $<TARGET_PROPERTY:spanloom,COMPILE_OPTIONS>)
target_link_options(spanloom-scalar PRIVATE $<TARGET_PROPERTY:spanloom,LINK_OPTIONS>)
set_target_properties(spanloom-scalar PROPERTIES SUFFIX .wasm SPANLOOM_SCALAR ON)

# Newer compilers use sign extension and non-trapping float conversion by default, in the system libraries too. wasm2js supports neither, so both are
# rewritten first. Multiple values and reference types are enabled because the module declares them; its code does not use them.
if(EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 5)
  set(SPANLOOM_LOWER COMMAND ${WASM_OPT} $<TARGET_FILE:spanloom-scalar> -o $<TARGET_FILE:spanloom-scalar>
    --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals
    --enable-multivalue --enable-reference-types --llvm-nontrapping-fptoint-lowering --signext-lowering -O)
endif()

add_custom_command(TARGET spanloom-scalar POST_BUILD VERBATIM
  ${SPANLOOM_LOWER}
  COMMAND ${WASM2JS} -O --enable-bulk-memory $<TARGET_FILE:spanloom-scalar> -o ${CMAKE_BINARY_DIR}/spanloom-wasm2js.js)
