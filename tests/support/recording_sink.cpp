#include "tests/support/recording_sink.h"

namespace kafka::testing {

RecordingSink::Seen::Seen(sim::SimTime at, sim::HostId by, const Event& what) : time(at), host(by), event(what) {}
RecordingSink::Seen::Seen(const Seen& other) = default;
RecordingSink::Seen::Seen(Seen&& other) noexcept = default;
RecordingSink::Seen& RecordingSink::Seen::operator=(const Seen& other) = default;
RecordingSink::Seen& RecordingSink::Seen::operator=(Seen&& other) noexcept = default;
RecordingSink::Seen::~Seen() = default;

RecordingSink::RecordingSink() = default;
RecordingSink::~RecordingSink() = default;

void RecordingSink::on_event(sim::SimTime now, sim::HostId host, const Event& event) {
  seen.emplace_back(now, host, event);
}

void RecordingSink::clear() { seen.clear(); }

}  // namespace kafka::testing
