#pragma once
/// Whose output a program's is: that of Kafka's tools in some release. The cluster itself speaks a Profile.

#include "model/config/profile.h"

namespace tools {

enum class ToolsRelease { v2_0, v2_3, v2_8, v3_9 };

inline ToolsRelease release_of(kafka::Profile profile) {
  return profile == kafka::Profile::v2_3 ? ToolsRelease::v2_3 : ToolsRelease::v3_9;
}

}  // namespace tools
