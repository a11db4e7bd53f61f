#pragma once
/// Why records were lost, repeated or reordered, in words.

#include <string>

#include "scenarios/engine/run/ledger.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

/// "30.2 s": milliseconds, without zeros at the end.
std::string when_text(sim::SimTime time);
/// "broker-101 cut off at 30.1 s", "ISR {102, 103} at 36 s"; "" for what another turn tells better.
std::string turn_text(const Turn& turn);
/// "broker-101 cut off", "slow-disk of broker-101"; "" for what the process itself tells.
std::string fault_text(std::string_view kind, const std::string& target);
/// "killed", "shut down", "lost power"; for a member that only gave a partition up: "gave the partition up".
std::string ending_text(std::string_view how);

/// Words about a lasting fact end without a full stop; several are joined by "; ".
std::string cause_text(const Irregularity& what, const Ledger& ledger, const Names& names);
/// "shop, orders-0: records 6 to 9 lost: acked by 101 ..."
std::string line_of(const Irregularity& what, const Ledger& ledger, const Names& names);
std::string_view name_of(Irregularity::Kind kind);

}  // namespace scenario
