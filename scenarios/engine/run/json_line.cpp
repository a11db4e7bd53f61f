#include "scenarios/engine/run/json_line.h"

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/time_text.h"

namespace scenario {

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

JsonLine::JsonLine(const Names& names, sim::SimTime now, sim::HostId host) : names_(names) {
  line_ = "{\"t\":" + seconds_text(now);
  if (host != kafka::kNoHost) field("host", std::string_view(names.host(host)));
}

void JsonLine::put(sim::HostId value) { text(names_.host(value)); }

void JsonLine::kind(KindName name) { field("event", name.text); }

void JsonLine::begin(std::string_view name) {
  line_ += ',';
  line_ += json_string(name);
  line_ += ':';
}

void JsonLine::put(sim::SimTime value) { line_ += seconds_text(value); }
void JsonLine::put(sim::Duration value) { line_ += seconds_text(value); }
void JsonLine::put(kafka::ClientId value) {
  if (value == kafka::kNoClient) {
    line_ += "null";
  } else {
    text(names_.client(value));
  }
}
void JsonLine::put(kafka::GroupId value) { text(names_.group(value)); }

std::string JsonLine::take() {
  line_ += '}';
  return std::move(line_);
}

std::string to_json_line(const Names& names, sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  JsonLine line(names, now, host);
  std::visit([&](const auto& e) { describe(e, line); }, event);
  return line.take() + '\n';
}

}  // namespace scenario
