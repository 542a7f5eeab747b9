# build/<preset>/provenance.json: with what the module was made. The build adds the hashes of the files to it.
execute_process(COMMAND ${WASM2JS} --version OUTPUT_VARIABLE binaryen OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REGEX REPLACE "^.*version ([0-9]+).*$" "\\1" binaryen "${binaryen}")

file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/provenance.json CONTENT "{
  \"emscripten\": \"${EMSCRIPTEN_VERSION}\",
  \"clang\": \"${CMAKE_CXX_COMPILER_VERSION}\",
  \"binaryen\": \"${binaryen}\",
  \"compile\": \"-std=c++20 ${CMAKE_CXX_FLAGS_RELEASE} $<JOIN:$<TARGET_PROPERTY:spanloom,COMPILE_OPTIONS>, >\",
  \"link\": \"$<JOIN:$<TARGET_PROPERTY:spanloom,LINK_OPTIONS>, >\"
}
")
