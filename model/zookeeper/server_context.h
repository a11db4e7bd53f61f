#pragma once
/// What the parts of one ZooKeeper server process share, for one life of it.

#include "model/config/zookeeper_config.h"
#include "model/observe/event_sink.h"
#include "model/zookeeper/ensemble_directory.h"
#include "model/zookeeper/txn_log.h"
#include "sim/core/scheduler.h"
#include "sim/host/disk.h"
#include "sim/net/network.h"

namespace kafka::zk {

/// Told when the log cannot be written: the process ends. Source: SyncRequestProcessor, ZooKeeperCriticalThread.
class LogFailureListener {
 public:
  virtual ~LogFailureListener() = default;
  virtual void on_log_failure() = 0;
};

struct ServerContext {
  sim::Scheduler& scheduler;
  sim::Network& network;
  EnsembleDirectory& ensemble;
  const Emitter& emitter;
  const ZooKeeperConfig& config;
  sim::Disk& disk;
  TxnLog& log;
  const bool& disk_full;
  LogFailureListener& log_failure;
  sim::HostId host;
  sim::LifeId life;
  ServerId self;

  [[nodiscard]] sim::SimTime now() const { return scheduler.now(); }
  template <class Make>
  void emit(Make make) const {
    emitter.emit(scheduler.now(), host, make);
  }
};

}  // namespace kafka::zk
