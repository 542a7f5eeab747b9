# protozero is header-only: the system's headers are used, or fetched. They are linked into a separate folder, because a cross compiler must not see
# the system's other headers.
include(FetchContent)

find_path(PROTOZERO_ROOT protozero/basic_pbf_writer.hpp PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
if(PROTOZERO_ROOT)
  set(protozero_headers ${PROTOZERO_ROOT}/protozero)
else()
  FetchContent_Declare(protozero
    URL https://github.com/mapbox/protozero/archive/refs/tags/v1.7.1.tar.gz
    URL_HASH SHA256=27e0017d5b3ba06d646a3ec6391d5ccc8500db821be480aefd2e4ddc3de5ff99)
  FetchContent_GetProperties(protozero)
  if(NOT protozero_POPULATED)
    FetchContent_Populate(protozero)
  endif()
  set(protozero_headers ${protozero_SOURCE_DIR}/include/protozero)
endif()

file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/header-libraries)
file(CREATE_LINK ${protozero_headers} ${CMAKE_BINARY_DIR}/header-libraries/protozero SYMBOLIC)

add_library(spanloom_header_libraries INTERFACE)
target_include_directories(spanloom_header_libraries SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/header-libraries)
