/// TransactionCoordinator: InitProducerId.

#include <utility>

#include "model/transaction/transaction_coordinator.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

constexpr InitProducerIdResponse refused(ErrorCode error) { return {.error = error}; }

}  // namespace

void TransactionCoordinator::handle_init_producer_id(const InitProducerIdRequest& request, InitDone done) {
  const bool idempotent_only = request.transactional_id.empty();
  if ((request.producer_id == kNoProducerId) != (request.producer_epoch == kNoProducerEpoch))
    return done(refused(ErrorCode::INVALID_REQUEST));
  if (!producer_ids_) return done(refused(ErrorCode::COORDINATOR_LOAD_IN_PROGRESS));
  if (idempotent_only) {
    return producer_ids_->generate([done = std::move(done)](ErrorCode error, ProducerId id) {
      if (error != ErrorCode::NONE) return done(refused(error));
      done({.error = ErrorCode::NONE, .producer_id = id, .producer_epoch = ProducerEpoch(0)});
    });
  }
  if (!states_.valid_timeout(request.transaction_timeout)) return done(refused(ErrorCode::INVALID_TRANSACTION_TIMEOUT));
  init_producer_id(request, std::nullopt, done);
}

/// `fresh`: a producer id in case it is needed. Who has none and needs one comes back with one; whatever happened
/// meanwhile is then seen.
void TransactionCoordinator::init_producer_id(const InitProducerIdRequest& request, std::optional<ProducerId> fresh,
                                              const InitDone& done) {
  TransactionLookup found = states_.find(request.transactional_id);
  if (found.error == ErrorCode::NONE && !found.metadata) {
    if (!fresh) return init_with_new_id(request, done);
    found = states_.find_or_add(std::make_shared<TransactionMetadata>(request.transactional_id, *fresh,
                                                                      request.transaction_timeout, context_.now()));
  }
  if (found.error != ErrorCode::NONE) return done(refused(found.error));
  if (!fresh && needs_new_id(request, *found.metadata)) return init_with_new_id(request, done);

  const Decision decision = decide_init(request, found, fresh);
  if (!decision.transit) return done(refused(spoken(decision.answer)));
  const TxnTransitMetadata& transit = *decision.transit;
  if (transit.state == TransactionState::PrepareEpochFence) {
    // That epoch is never told: the client comes again, and gets a larger one.
    return fence_and_abort(found.metadata, transit, [this, done](ErrorCode error) {
      done(refused(error == ErrorCode::NONE ? ErrorCode::CONCURRENT_TRANSACTIONS : spoken(error)));
    });
  }
  states_.append(request.transactional_id, decision.coordinator_epoch, transit, [transit, done](ErrorCode error) {
    if (error != ErrorCode::NONE) return done(refused(error));
    done({.error = error, .producer_id = transit.producer_id, .producer_epoch = transit.producer_epoch});
  });
}

void TransactionCoordinator::init_with_new_id(const InitProducerIdRequest& request, const InitDone& done) {
  producer_ids_->generate([this, request, done](ErrorCode error, ProducerId id) {
    if (error != ErrorCode::NONE) return done(refused(error));
    init_producer_id(request, id, done);
  });
}

/// Source: prepareInitProducerIdTransit.
TransactionCoordinator::Decision TransactionCoordinator::decide_init(const InitProducerIdRequest& request,
                                                                     const TransactionLookup& found,
                                                                     std::optional<ProducerId> fresh) const {
  using enum TransactionState;
  TransactionMetadata& metadata = *found.metadata;
  if (metadata.pending_transition_in_progress()) return {.answer = ErrorCode::CONCURRENT_TRANSACTIONS};
  if (!is_valid_producer_id(request, metadata)) return {.answer = ErrorCode::PRODUCER_FENCED};
  Decision decision{.coordinator_epoch = found.coordinator_epoch};
  switch (metadata.state()) {
    case PrepareCommit:
    case PrepareAbort:
      return {.answer = ErrorCode::CONCURRENT_TRANSACTIONS};
    case Ongoing:
      decision.transit = metadata.prepare_fence_producer_epoch(context_.behaviour.producer_epoch_bump);
      return decision;
    case Empty:
    case CompleteCommit:
    case CompleteAbort:
      break;
    case Dead:
    case PrepareEpochFence:
      SIM_CHECK(false, "a state that is never completed");
  }
  const std::optional<ProducerEpoch> expected = expected_epoch(request);
  if (needs_new_id(request, metadata)) {
    SIM_CHECK(fresh.has_value());
    decision.transit = metadata.prepare_producer_id_rotation(*fresh, request.transaction_timeout, context_.now(),
                                                             expected.has_value());
    return decision;
  }
  // Kafka's request ends in an IllegalStateException.
  if (metadata.is_producer_epoch_exhausted()) return {.answer = ErrorCode::UNKNOWN_SERVER_ERROR};
  const auto [error, transit] =
      metadata.prepare_increment_producer_epoch(request.transaction_timeout, expected, context_.now());
  if (error != ErrorCode::NONE) return {.answer = error};
  decision.transit = transit;
  return decision;
}

std::optional<ProducerEpoch> TransactionCoordinator::expected_epoch(const InitProducerIdRequest& request) const {
  const bool said = context_.behaviour.producer_epoch_bump && request.producer_id != kNoProducerId;
  return said ? std::optional(request.producer_epoch) : std::nullopt;
}

/// A producer that names an id and epoch is fenced unless the id is new here, or its own, or the last one whose epochs
/// it has used up: it may not have heard of its new id.
bool TransactionCoordinator::is_valid_producer_id(const InitProducerIdRequest& request,
                                                  const TransactionMetadata& metadata) const {
  if (!expected_epoch(request)) return true;
  return metadata.producer_epoch() == kNoProducerEpoch || request.producer_id == metadata.producer_id() ||
         (request.producer_id == metadata.last_producer_id() && is_epoch_exhausted(request.producer_epoch));
}

/// The epochs of its id are used up.
bool TransactionCoordinator::needs_new_id(const InitProducerIdRequest& request,
                                          const TransactionMetadata& metadata) const {
  using enum TransactionState;
  if (metadata.pending_transition_in_progress() || !metadata.is_producer_epoch_exhausted()) return false;
  if (metadata.state() != Empty && metadata.state() != CompleteCommit && metadata.state() != CompleteAbort)
    return false;
  const std::optional<ProducerEpoch> expected = expected_epoch(request);
  return is_valid_producer_id(request, metadata) && (!expected || *expected == metadata.producer_epoch());
}

}  // namespace kafka
