#include "tools/kafka/command_line_utils.h"

#include <algorithm>

#include "tools/kafka/java_numbers.h"
#include "tools/kafka/world.h"

namespace tools {

namespace {

std::string quoted(std::string_view option) { return "\"[" + std::string(option) + "]\""; }

}  // namespace

bool CommandLineUtils::parse_or_usage() {
  const auto wrong = parse();
  return !wrong || usage(wrong->message_text());
}

bool CommandLineUtils::no_help_or_version() {
  if (context_.args.empty() || options_.has("help")) return usage(purpose_);
  if (!options_.has("version")) return true;
  context_.console.out(version_text(context_.world) + "\n");
  context_.exit(0);
  return false;
}

bool CommandLineUtils::require(std::initializer_list<std::string_view> options) {
  for (const std::string_view option : options)
    if (!options_.has(option)) return usage("Missing required argument " + quoted(option));
  return true;
}

bool CommandLineUtils::forbid(std::string_view used, std::span<const std::string_view> options) {
  if (!options_.has(used)) return true;
  for (const std::string_view option : options)
    if (options_.has(option)) return usage("Option " + quoted(used) + " can't be used with option " + quoted(option));
  return true;
}

bool CommandLineUtils::usage(std::string_view message) {
  context_.console.err(std::string(message) + "\n" + parser_.help());
  context_.exit(1);
  return false;
}

bool CommandLineUtils::uncaught(const JavaException& exception) {
  context_.console.err("Exception in thread \"main\" " + exception.text() + "\n");
  context_.exit(1);
  return false;
}

/// Source: VersionInfo.getVersionString, AppInfoParser; the hashes are those of the releases.
std::string version_text(const World& world) {
  return world.release_2_3() ? "2.3.1 (Commit:18a913733fb71c01)" : "3.9.0";
}

/// Source: Utils.getPort.
bool is_host_port_list(std::string_view text) {
  while (text.ends_with(',')) text.remove_suffix(1);
  while (true) {
    const std::string_view one = text.substr(0, text.find(','));
    const std::size_t colon = one.rfind(':');
    if (colon == std::string_view::npos || !parse_int(one.substr(colon + 1))) return false;
    if (one.size() == text.size()) return true;
    text.remove_prefix(one.size() + 1);
  }
}

void log_line(ToolContext& context, std::string_view level, std::string_view message, std::string_view logger) {
  context.console.err(context.world.log_time() + " " + std::string(level) + " " + std::string(message) + " (" +
                      std::string(logger) + ")\n");
}

}  // namespace tools
