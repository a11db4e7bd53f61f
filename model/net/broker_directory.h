#pragma once
/// Where brokers live: the resolved `advertised.listeners`.

#include <vector>

#include "model/net/request.h"
#include "sim/core/check.h"
#include "sim/core/ids.h"
#include "sim/net/network.h"

namespace kafka {

/// The broker's end of a connection.
class RequestReceiver {
 public:
  virtual ~RequestReceiver() = default;
  /// A request's last byte has arrived.
  virtual void on_request(sim::ConnectionId connection, const RequestPtr& request) = 0;
};

class BrokerDirectory {
 public:
  void add(BrokerId id, sim::HostId host) { entries_.push_back({id, host, nullptr}); }
  /// The process that listens there now; nullptr while it is down.
  void set_receiver(BrokerId id, RequestReceiver* receiver) {
    for (Entry& e : entries_)
      if (e.id == id) e.receiver = receiver;
  }

  [[nodiscard]] sim::HostId host(BrokerId id) const { return entry(id).host; }
  [[nodiscard]] RequestReceiver* receiver(BrokerId id) const { return entry(id).receiver; }
  [[nodiscard]] bool contains(BrokerId id) const {
    for (const Entry& e : entries_)
      if (e.id == id) return true;
    return false;
  }
  [[nodiscard]] std::vector<BrokerId> all() const {
    std::vector<BrokerId> ids;
    for (const Entry& e : entries_) ids.push_back(e.id);
    return ids;
  }

 private:
  struct Entry {
    BrokerId id;
    sim::HostId host;
    RequestReceiver* receiver;
  };
  [[nodiscard]] const Entry& entry(BrokerId id) const {
    for (const Entry& e : entries_)
      if (e.id == id) return e;
    SIM_CHECK(false, "no such broker");
    __builtin_unreachable();
  }

  std::vector<Entry> entries_;
};

}  // namespace kafka
