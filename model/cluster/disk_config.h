#pragma once
/// The disk of a server machine.

#include "model/config/hardware_config.h"
#include "sim/host/disk.h"

namespace kafka {

inline sim::DiskConfig disk_config(const DiskHardware& d) {
  sim::DiskConfig config;
  config.read_rate = d.read_rate;
  config.write_rate = d.write_rate;
  config.fsync_time = d.fsync;
  config.page_cache = d.page_cache;
  return config;
}

}  // namespace kafka
