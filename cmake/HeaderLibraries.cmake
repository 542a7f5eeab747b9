# protozero and RapidJSON, of which only headers are used: the system's, else fetched. They are linked into a folder of their
# own, since a cross compiler must not see the other headers that stand beside them.
include(FetchContent)

set(SPANLOOM_HEADERS ${CMAKE_BINARY_DIR}/header-libraries)
file(MAKE_DIRECTORY ${SPANLOOM_HEADERS})

function(spanloom_header_library name probe url sha256 folder)
  find_path(${name}_DIR ${probe} PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
  if(${name}_DIR)
    set(found ${${name}_DIR})
  else()
    FetchContent_Declare(${name} URL ${url} URL_HASH SHA256=${sha256})
    FetchContent_GetProperties(${name})
    if(NOT ${name}_POPULATED)
      FetchContent_Populate(${name})
    endif()
    set(found ${${name}_SOURCE_DIR}/${folder})
  endif()
  file(CREATE_LINK ${found}/${name} ${SPANLOOM_HEADERS}/${name} SYMBOLIC)
endfunction()

spanloom_header_library(protozero protozero/basic_pbf_writer.hpp
  https://github.com/mapbox/protozero/archive/refs/tags/v1.7.1.tar.gz
  27e0017d5b3ba06d646a3ec6391d5ccc8500db821be480aefd2e4ddc3de5ff99
  include)
spanloom_header_library(rapidjson rapidjson/internal/dtoa.h
  https://github.com/Tencent/rapidjson/archive/refs/tags/v1.1.0.tar.gz
  bf7ced29704a1e696fbccf2a2b4ea068e7774fa37f6d7dd4039d0787f8bed98e
  include)

add_library(spanloom_header_libraries INTERFACE)
target_include_directories(spanloom_header_libraries SYSTEM INTERFACE ${SPANLOOM_HEADERS})
