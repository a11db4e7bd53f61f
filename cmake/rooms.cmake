# A room is one folder = one static library. What it may use is what it links:
# an include that points where it should not fails to link, and the tidy test names it.
include_guard(GLOBAL)

add_library(kafkasim_options INTERFACE)
target_include_directories(kafkasim_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(kafkasim_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
# One rounding per operation whatever the machine: a fused multiply-add would give other results elsewhere.
target_compile_options(kafkasim_options INTERFACE -ffp-contract=off)
# GCC 12 sees memory overlap in `"text" + std::string(...)` where none can (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(kafkasim_options INTERFACE -Wno-restrict)
endif()
# The project is kept free of warnings under these; what a newer compiler finds must not stop a newcomer's first build.
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  target_compile_options(kafkasim_options INTERFACE -Werror)
endif()

precompile(kafkasim_precompiled HEADERS ${KAFKASIM_PCH_STANDARD} USES kafkasim_options)

# room(sim/core USES a b ...): a static library `sim_core` of all sources in the folder.
# A folder of headers only becomes an interface library.
function(room path)
  cmake_parse_arguments(ROOM "" "" "USES" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${path}/*.cpp)
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC kafkasim_options ${ROOM_USES})
    take_precompiled(${name} kafkasim_precompiled)
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE kafkasim_options ${ROOM_USES})
  endif()
endfunction()
