#include "model/zookeeper/zk_types.h"

namespace kafka::zk {

std::string_view name_of(Error error) {
  switch (error) {
    case Error::Ok:
      return "Ok";
    case Error::RuntimeInconsistency:
      return "RuntimeInconsistency";
    case Error::ConnectionLoss:
      return "ConnectionLoss";
    case Error::BadArguments:
      return "BadArguments";
    case Error::NoNode:
      return "NoNode";
    case Error::BadVersion:
      return "BadVersion";
    case Error::NoChildrenForEphemerals:
      return "NoChildrenForEphemerals";
    case Error::NodeExists:
      return "NodeExists";
    case Error::NotEmpty:
      return "NotEmpty";
    case Error::SessionExpired:
      return "SessionExpired";
    case Error::SessionMoved:
      return "SessionMoved";
  }
  return "?";
}

std::string_view name_of(EventType type) {
  switch (type) {
    case EventType::NodeCreated:
      return "NodeCreated";
    case EventType::NodeDeleted:
      return "NodeDeleted";
    case EventType::NodeDataChanged:
      return "NodeDataChanged";
    case EventType::NodeChildrenChanged:
      return "NodeChildrenChanged";
  }
  return "?";
}

std::string_view name_of(KeeperState state) {
  switch (state) {
    case KeeperState::Disconnected:
      return "Disconnected";
    case KeeperState::SyncConnected:
      return "SyncConnected";
    case KeeperState::Expired:
      return "Expired";
  }
  return "?";
}

}  // namespace kafka::zk
