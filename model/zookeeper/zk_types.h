#pragma once
/// ZooKeeper's requests, answers and events, as a client sees them. Sources: org.apache.zookeeper Op, OpResult,
/// KeeperException.Code, CreateMode, Watcher.Event, data.Stat.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka::zk {

/// KeeperException.Code.
enum class Error : std::int16_t {
  Ok = 0,
  RuntimeInconsistency = -2,  ///< an operation of a multi that was not tried, because another failed
  ConnectionLoss = -4,        ///< whether a write was carried out is unknown
  BadArguments = -8,
  NoNode = -101,
  BadVersion = -103,
  NoChildrenForEphemerals = -108,
  NodeExists = -110,
  NotEmpty = -111,
  SessionExpired = -112,
  SessionMoved = -118,  ///< never told: the client of such a request has gone to another server
};
std::string_view name_of(Error error);

enum class CreateMode : std::uint8_t { persistent, ephemeral, persistent_sequential, ephemeral_sequential };

inline constexpr std::int32_t kAnyVersion = -1;

/// Stat of a node.
struct Stat {
  Zxid czxid{0};  ///< created by
  Zxid mzxid{0};  ///< data last changed by
  Zxid pzxid{0};  ///< children last changed by
  std::int32_t version = 0;
  std::int32_t cversion = 0;
  SessionId ephemeral_owner = kNoSession;
  std::int32_t num_children = 0;
  std::int32_t data_length = 0;
  sim::SimTime ctime{};  ///< when the leader proposed what czxid and mzxid name
  sim::SimTime mtime{};

  friend bool operator==(const Stat&, const Stat&) = default;
};

// ---- writes; they may be parts of a Multi

struct Create {
  std::string path;  ///< of a sequential node: without the ten digits
  std::string data;
  CreateMode mode = CreateMode::persistent;
};
struct Delete {
  std::string path;
  std::int32_t version = kAnyVersion;
};
struct SetData {
  std::string path;
  std::string data;
  std::int32_t version = kAnyVersion;
};
/// Only within a Multi.
struct Check {
  std::string path;
  std::int32_t version = kAnyVersion;
};
using Op = std::variant<Create, Delete, SetData, Check>;
/// All or nothing, one zxid.
struct Multi {
  std::vector<Op> ops;
};

// ---- reads; `watch`: tell me once of the next change

struct GetData {
  std::string path;
  bool watch = false;
};
struct Exists {
  std::string path;
  bool watch = false;
};
struct GetChildren {
  std::string path;
  bool watch = false;
};
/// What follows on this session reads at least what the leader has now.
struct Sync {
  std::string path;
};

using Request = std::variant<Create, Delete, SetData, Multi, GetData, Exists, GetChildren, Sync>;

struct OpResult {
  Error error = Error::Ok;
  std::string path;  ///< Create: with its digits
  Stat stat;
};
struct Response {
  Error error = Error::Ok;  ///< of a Multi: the first failed operation's
  Zxid zxid{0};             ///< of a write: its own; of a read: the last one the server had applied
  std::string path;         ///< Create: with its digits
  std::string data;         ///< GetData
  Stat stat;
  std::vector<std::string> children;  ///< GetChildren: names without the path, in ascending order
  std::vector<OpResult> results;      ///< Multi: one for each operation
};

enum class EventType : std::uint8_t { NodeCreated, NodeDeleted, NodeDataChanged, NodeChildrenChanged };
std::string_view name_of(EventType type);
struct WatchedEvent {
  EventType type;
  std::string path;
};

/// Watcher.Event.KeeperState.
enum class KeeperState : std::uint8_t { Disconnected, SyncConnected, Expired };
std::string_view name_of(KeeperState state);

}  // namespace kafka::zk
