#pragma once
/// What a client's application meets instead of an error code. Kafka: Errors.exception().

#include <string_view>

#include "model/types/error_code.h"

namespace kafka {

/// The simple name of the exception's class in 3.9, e.g. NotEnoughReplicasException; "" for NONE.
std::string_view exception_of(ErrorCode code);
/// The other way; UNKNOWN_SERVER_ERROR for a class without a code of its own. Kafka: Errors.forException.
ErrorCode code_of_exception(std::string_view exception);

}  // namespace kafka
