#include "scenarios/engine/export/trace_writer.h"

#include <fmt/format.h>

#include "scenarios/engine/run/json_line.h"

namespace scenario {
namespace {

constexpr std::size_t kBuffer = 1 << 16;

}  // namespace

// ---- one event

void TraceWriter::open(char phase, std::int32_t pid, std::int32_t tid) {
  if (written_++ > 0) buffer_ += ",\n";
  fmt::format_to(std::back_inserter(buffer_), R"({{"ph":"{}","pid":{},"tid":{})", phase, pid, tid);
}

void TraceWriter::micros(std::string_view key, std::int64_t nanoseconds) {
  fmt::format_to(std::back_inserter(buffer_), R"(,"{}":{}.{:03})", key, nanoseconds / 1000, nanoseconds % 1000);
}

void TraceWriter::text(std::string_view key, std::string_view value) {
  fmt::format_to(std::back_inserter(buffer_), R"(,"{}":{})", key, json_string(value));
}

void TraceWriter::args(std::string_view json) {
  if (json.empty()) return;
  buffer_ += ",\"args\":";
  buffer_ += json;
}

void TraceWriter::close() {
  buffer_ += '}';
  if (buffer_.size() < kBuffer) return;
  write_(buffer_);
  buffer_.clear();
}

// ---- names

void TraceWriter::name_process(std::int32_t pid, std::string_view name) {
  open('M', pid, 0);
  text("name", "process_name");
  args(fmt::format(R"({{"name":{}}})", json_string(name)));
  close();
  open('M', pid, 0);
  text("name", "process_sort_index");
  args(fmt::format(R"({{"sort_index":{}}})", pid));
  close();
}

void TraceWriter::name_thread(TraceTrack track, std::string_view name) {
  open('M', track.pid, track.tid);
  text("name", "thread_name");
  args(fmt::format(R"({{"name":{}}})", json_string(name)));
  close();
  open('M', track.pid, track.tid);
  text("name", "thread_sort_index");
  args(fmt::format(R"({{"sort_index":{}}})", track.tid));
  close();
}

// ---- what happened

void TraceWriter::begin(TraceTrack track, sim::SimTime when, std::string_view name, std::string_view json) {
  open('B', track.pid, track.tid);
  at(when);
  text("name", name);
  args(json);
  close();
}

void TraceWriter::end(TraceTrack track, sim::SimTime when, std::string_view json) {
  open('E', track.pid, track.tid);
  at(when);
  args(json);
  close();
}

void TraceWriter::complete(TraceTrack track, sim::SimTime from, sim::SimTime until, std::string_view name,
                           std::string_view json) {
  open('X', track.pid, track.tid);
  at(from);
  micros("dur", (until - from).count());
  text("name", name);
  args(json);
  close();
}

void TraceWriter::instant(TraceTrack track, sim::SimTime when, std::string_view name, std::string_view json) {
  open('i', track.pid, track.tid);
  at(when);
  text("name", name);
  text("s", "t");
  args(json);
  close();
}

void TraceWriter::counter(std::int32_t pid, sim::SimTime when, std::string_view name, std::int64_t value) {
  open('C', pid, 0);
  at(when);
  text("name", name);
  args(fmt::format(R"({{"value":{}}})", value));
  close();
}

void TraceWriter::arrow(TraceTrack from, sim::SimTime left, TraceTrack to, sim::SimTime arrived,
                        std::string_view name) {
  const std::string id = fmt::format(R"(,"id":{},"cat":"flow")", ++arrows_);
  open('s', from.pid, from.tid);
  at(left);
  text("name", name);
  buffer_ += id;
  close();
  open('f', to.pid, to.tid);
  at(arrived);
  text("name", name);
  buffer_ += id;
  text("bp", "e");  // binds to the slice around it, not to the next one
  close();
}

void TraceWriter::finish() {
  buffer_ += written_ > 0 ? "\n]\n" : "]\n";
  write_(buffer_);
  buffer_.clear();
}

}  // namespace scenario
