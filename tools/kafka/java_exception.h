#pragma once
/// What a tool's Java code throws, as far as it is printed. Kafka: Throwable, org.apache.kafka.common.errors.

#include <optional>
#include <string>

namespace tools {

struct JavaException {
  std::string type;                    ///< the class with its package
  std::optional<std::string> message;  ///< nothing: Java's null

  /// Kafka: Throwable.getMessage, where it is appended to a text.
  [[nodiscard]] std::string message_text() const { return message.value_or("null"); }
  /// Kafka: Throwable.toString, the first line of a stack trace; stack traces have no more lines here.
  [[nodiscard]] std::string text() const { return message ? type + ": " + *message : type; }
};

inline JavaException illegal_argument(std::string message) {
  return {"java.lang.IllegalArgumentException", std::move(message)};
}
/// One of org.apache.kafka.common.errors, or of kafka.common and kafka.admin where `type` has a package.
inline JavaException kafka_exception(const std::string& type, std::optional<std::string> message) {
  return {type.find('.') == std::string::npos ? "org.apache.kafka.common.errors." + type : type, std::move(message)};
}

}  // namespace tools
