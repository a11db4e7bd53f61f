# A room is one folder = one static library. What it may use is what it links:
# an include that points where it should not fails to link, and the tidy test names it.
include_guard(GLOBAL)

add_library(kafkasim_options INTERFACE)
target_include_directories(kafkasim_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(kafkasim_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor)
# One rounding per operation whatever the machine: a fused multiply-add would give other results elsewhere.
target_compile_options(kafkasim_options INTERFACE -ffp-contract=off)
# GCC tidies its memory up again and again while it reads headers: an eighth of the time of a build. Its peak stays about
# the same without.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(kafkasim_options INTERFACE "SHELL:--param ggc-min-expand=500" "SHELL:--param ggc-min-heapsize=400000")
endif()
# GCC 12 sees memory overlap in `"text" + std::string(...)` where none can (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(kafkasim_options INTERFACE -Wno-restrict)
endif()
# The project is kept free of warnings under these; what a newer compiler finds must not stop a newcomer's first build.
if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  target_compile_options(kafkasim_options INTERFACE -Werror)
endif()

# The release preset compiles several files of a room at once (CMAKE_UNITY_BUILD): what takes most of the time, reading
# the same headers, is then done once for all of them. So names at file scope are unique within a room. The presets for
# working on the project compile each file alone, which shows that it includes what it needs.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(kafkasim_options INTERFACE -Wno-subobject-linkage)  # takes the files for headers of one another
endif()

# room(sim/core USES a b ...): a static library `sim_core` of all sources in the folder.
# A folder of headers only becomes an interface library.
function(room path)
  cmake_parse_arguments(ROOM "" "" "USES" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${path}/*.cpp)
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC kafkasim_options ${ROOM_USES})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE kafkasim_options ${ROOM_USES})
  endif()
endfunction()
