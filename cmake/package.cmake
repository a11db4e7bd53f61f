# What `cmake --install` puts where, and the Debian package: `cpack` in the build folder.
include_guard(GLOBAL)
include(GNUInstallDirs)

install(TARGETS kafkasim_cli RUNTIME)
if(TARGET kafkasim_gui)
  install(TARGETS kafkasim_gui RUNTIME)
  install(FILES ${PROJECT_SOURCE_DIR}/gui/share/kafkasim.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES ${PROJECT_SOURCE_DIR}/gui/share/kafkasim.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/kafkasim/scenarios
        FILES_MATCHING PATTERN "*.yaml" PATTERN engine EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}
        FILES_MATCHING PATTERN "*.md" PATTERN "*.svg" PATTERN "*.png")
install(FILES README.md CHANGELOG.md NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kafkasim)
set(CPACK_PACKAGE_CONTACT "The kafkasim developers <kafkasim@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "deterministic simulator of an Apache Kafka cluster")
set(CPACK_PACKAGE_DESCRIPTION "One YAML file goes in; a deterministic, judged and recorded run of a simulated cluster,
its network, its disks and its clients comes out.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES TRUE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS TRUE)
if(TARGET kafkasim_gui)
  # The fonts that the screens are made for: docs/adr/0013.
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-inter, fonts-noto-mono")
endif()
include(CPack)
