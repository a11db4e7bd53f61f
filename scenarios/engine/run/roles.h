#pragma once
/// Who is who in a run: which application a client belongs to. Statistics are kept for applications, not processes.

#include <cstddef>
#include <string>
#include <vector>

#include "model/types/ids.h"

namespace scenario {

struct Roles {
  std::vector<std::string> applications;  ///< producer applications in the order of the scenario; "trucks" is the fleet
  std::vector<int> application_of;        ///< by ClientId; -1: not a producer
  std::vector<std::string> groups;        ///< by GroupId

  [[nodiscard]] int application(kafka::ClientId client) const {
    const auto i = static_cast<std::size_t>(client.value());
    return client.value() >= 0 && i < application_of.size() ? application_of[i] : -1;
  }
};

}  // namespace scenario
