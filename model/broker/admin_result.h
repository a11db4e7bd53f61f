#pragma once
/// What a broker answers to an administrator when a write to ZooKeeper ended so.

#include "model/protocol/admin_messages.h"
#include "model/types/exception_name.h"
#include "model/zk/admin_zk_client.h"

namespace kafka {

/// Kafka: ApiError.fromThrowable.
inline AdminError error_of(const AdminResult& result) {
  if (result.ok()) return {};
  return {.error = code_of_exception(result.exception), .message = result.message};
}

}  // namespace kafka
