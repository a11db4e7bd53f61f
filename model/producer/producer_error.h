#pragma once
/// Why something failed, as a producer's application gets to know it.

#include <string_view>

#include "model/config/profile.h"
#include "model/types/error_code.h"
#include "model/types/exception_name.h"

namespace kafka {

struct ProducerError {
  ErrorCode code = ErrorCode::NONE;  ///< NONE with an exception: the client's own decision
  std::string_view exception = "";   ///< Kafka's name; "" = no error

  explicit operator bool() const { return !exception.empty(); }
};

/// Up to 2.6 a producer with an old epoch meets the exception that became PRODUCER_FENCED's own.
inline ProducerError error_of(ErrorCode code, Profile profile) {
  const bool fenced = code == ErrorCode::INVALID_PRODUCER_EPOCH && profile == Profile::v2_3;
  return {code, exception_of(fenced ? ErrorCode::PRODUCER_FENCED : code)};
}
/// Kafka wraps what it did not expect.
inline ProducerError kafka_exception(ErrorCode code) { return {code, "KafkaException"}; }

}  // namespace kafka
