#pragma once
/// What Kafka's tools print of an error a broker answers. Kafka: Errors, KafkaFuture.get.

#include <string>

#include "model/types/error_code.h"
#include "tools/kafka/java_exception.h"

namespace tools {

/// The message of Errors.exception(). Requires: not NONE.
std::string error_message(kafka::ErrorCode error);
/// As thrown by a client; `message`: what the broker said, "" = the error's own.
JavaException api_exception(kafka::ErrorCode error, const std::string& message = "");
/// What a future's get() throws.
inline JavaException execution_exception(const JavaException& cause) {
  return {"java.util.concurrent.ExecutionException", cause.text()};
}
/// RuntimeException(cause).
inline JavaException runtime_exception(const JavaException& cause) {
  return {"java.lang.RuntimeException", cause.text()};
}

}  // namespace tools
