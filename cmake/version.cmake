# kafkasim_version: gives "kafkasim/version.h", written into the build folder.
include_guard(GLOBAL)

configure_file(${PROJECT_SOURCE_DIR}/cmake/version.h.in ${PROJECT_BINARY_DIR}/generated/kafkasim/version.h @ONLY)
add_library(kafkasim_version INTERFACE)
target_include_directories(kafkasim_version INTERFACE ${PROJECT_BINARY_DIR}/generated)
