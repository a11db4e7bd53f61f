#include "model/transaction/transaction_states.h"

namespace kafka {

std::string_view name_of(TransactionState state) {
  switch (state) {
    case TransactionState::Empty:
      return "Empty";
    case TransactionState::Ongoing:
      return "Ongoing";
    case TransactionState::PrepareCommit:
      return "PrepareCommit";
    case TransactionState::PrepareAbort:
      return "PrepareAbort";
    case TransactionState::CompleteCommit:
      return "CompleteCommit";
    case TransactionState::CompleteAbort:
      return "CompleteAbort";
    case TransactionState::Dead:
      return "Dead";
    case TransactionState::PrepareEpochFence:
      return "PrepareEpochFence";
  }
  return "";
}

bool may_follow(TransactionState from, TransactionState to) {
  using enum TransactionState;
  switch (to) {
    case Empty:
    case Dead:
      return expiration_allowed(from);
    case Ongoing:
      return from == Ongoing || expiration_allowed(from);
    case PrepareCommit:
    case PrepareEpochFence:
      return from == Ongoing;
    case PrepareAbort:
      return from == Ongoing || from == PrepareEpochFence;
    case CompleteCommit:
      return from == PrepareCommit;
    case CompleteAbort:
      return from == PrepareAbort;
  }
  return false;
}

bool expiration_allowed(TransactionState state) {
  using enum TransactionState;
  return state == Empty || state == CompleteCommit || state == CompleteAbort;
}

bool is_prepared(TransactionState state) {
  return state == TransactionState::PrepareCommit || state == TransactionState::PrepareAbort;
}

}  // namespace kafka
