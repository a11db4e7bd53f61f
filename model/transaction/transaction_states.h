#pragma once
/// What the states of a transactional id are called and which may follow which. Kafka: TransactionState.

#include <string_view>

#include "model/types/internal_records.h"

namespace kafka {

std::string_view name_of(TransactionState state);
/// May `to` follow `from`? Kafka: validPreviousStates.
bool may_follow(TransactionState from, TransactionState to);
/// May an id that nobody has used for long be forgotten? Kafka: isExpirationAllowed.
bool expiration_allowed(TransactionState state);
/// Decided, and the markers are on their way.
bool is_prepared(TransactionState state);

}  // namespace kafka
