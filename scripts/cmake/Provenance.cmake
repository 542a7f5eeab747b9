# Writes build/<preset>/provenance.json: the tools and flags that made the modules. scripts/build.mjs adds the hashes of the files.
execute_process(COMMAND ${WASM2JS} --version OUTPUT_VARIABLE binaryen OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REGEX REPLACE "^.*version ([0-9]+).*$" "\\1" binaryen "${binaryen}")

file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/provenance.json CONTENT "{
  \"emscripten\": \"${EMSCRIPTEN_VERSION}\",
  \"clang\": \"${CMAKE_CXX_COMPILER_VERSION}\",
  \"binaryen\": \"${binaryen}\",
  \"compile\": \"-std=c++20 ${CMAKE_CXX_FLAGS_RELEASE} $<JOIN:$<TARGET_PROPERTY:spanloom,COMPILE_OPTIONS>, >\",
  \"link\": \"$<JOIN:$<TARGET_PROPERTY:spanloom,LINK_OPTIONS>, >\",
  \"linker\": {
    \"compile\": \"-std=c++20 ${CMAKE_CXX_FLAGS_RELEASE} $<JOIN:$<TARGET_PROPERTY:linker,COMPILE_OPTIONS>, >\",
    \"link\": \"$<JOIN:$<TARGET_PROPERTY:linker,LINK_OPTIONS>, >\"
  }
}
")
