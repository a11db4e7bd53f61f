# A room is one folder = one static library. What it may use is what it links:
# an include that points where it should not fails to link, and the tidy test names it.
include_guard(GLOBAL)

add_library(kafkasim_options INTERFACE)
target_include_directories(kafkasim_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(kafkasim_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Werror)

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
