#include "gui/view/event_filter.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

namespace view {
namespace {

using Matches = EventFilter::Matches;

constexpr std::array<std::string_view, kEventClasses> kClasses{"fault",    "broker",      "zookeeper", "controller",
                                                               "election", "isr",         "log",       "client",
                                                               "group",    "transaction", "request"};

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return lower(c); });
  return small;
}

/// `word` is in small letters.
bool contains(std::string_view text, std::string_view word) {
  return std::search(text.begin(), text.end(), word.begin(), word.end(),
                     [](char a, char b) { return lower(a) == b; }) != text.end();
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == y; });
}

struct Word {
  enum class Kind { end, word, text, operation, open, close } kind = Kind::end;
  std::string text;
  std::size_t at = 0;
};

/// "90", "1:30.5"; nullopt: neither.
std::optional<double> seconds_in(const std::string& text) {
  double sum = 0;
  std::size_t from = 0;
  for (;;) {
    const std::size_t colon = text.find(':', from);
    const std::string part = text.substr(from, colon == std::string::npos ? colon : colon - from);
    char* end = nullptr;
    const double value = std::strtod(part.c_str(), &end);
    if (part.empty() || (*end != 0 && std::string_view(end) != "s")) return std::nullopt;
    sum = 60 * sum + value;
    if (colon == std::string::npos) return sum;
    from = colon + 1;
  }
}

class Reader {
 public:
  Reader(std::string_view text, EventFilter::Mistake& mistake) : text_(text), mistake_(mistake) { next(); }

  std::optional<Matches> read() {
    if (word_.kind == Word::Kind::end) return Matches{};
    Matches found = any();
    if (!wrong_ && word_.kind != Word::Kind::end)
      fail(word_.kind == Word::Kind::close ? "this ) closes nothing" : "and, or or the end is expected here");
    return wrong_ ? std::nullopt : std::optional(found);
  }

 private:
  // ---- words
  void next() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    word_ = {Word::Kind::end, "", at_};
    if (at_ == text_.size()) return;
    const char c = text_[at_];
    if (c == '(' || c == ')') {
      word_ = {c == '(' ? Word::Kind::open : Word::Kind::close, std::string(1, c), at_++};
    } else if (c == '"') {
      quoted();
    } else if (operation(c)) {
      while (at_ < text_.size() && operation(text_[at_])) word_.text += text_[at_++];
      word_.kind = Word::Kind::operation;
    } else {
      while (at_ < text_.size() && !ends_word(text_[at_])) word_.text += text_[at_++];
      word_.kind = Word::Kind::word;
    }
  }
  void quoted() {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos) {
      fail("this \" is not closed");
      at_ = text_.size();
      return;
    }
    word_ = {Word::Kind::text, std::string(text_.substr(at_ + 1, end - at_ - 1)), at_};
    at_ = end + 1;
  }
  static bool operation(char c) { return c == '=' || c == '<' || c == '>' || c == '!' || c == '~'; }
  static bool ends_word(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0 || c == '(' || c == ')' || c == '"' || operation(c);
  }
  bool is(std::string_view keyword) const { return word_.kind == Word::Kind::word && same(word_.text, keyword); }

  // ---- grammar
  Matches any() {
    Matches left = all();
    while (!wrong_ && is("or")) {
      next();
      left = [a = std::move(left), b = all()](const EventRow& r) { return a(r) || b(r); };
    }
    return left;
  }
  Matches all() {
    Matches left = one();
    while (!wrong_ && word_.kind != Word::Kind::end && word_.kind != Word::Kind::close && !is("or")) {
      if (is("and")) next();
      left = [a = std::move(left), b = one()](const EventRow& r) { return a(r) && b(r); };
    }
    return left;
  }
  Matches one() {
    if (is("not")) {
      next();
      return [a = one()](const EventRow& r) { return !a(r); };
    }
    if (word_.kind == Word::Kind::open) {
      const std::size_t opened = word_.at;
      next();
      Matches inner = any();
      if (word_.kind != Word::Kind::close) return fail_at(opened, "this ( is not closed");
      next();
      return inner;
    }
    if (word_.kind == Word::Kind::end) return fail("something to look for is expected here");
    if (word_.kind == Word::Kind::operation || word_.kind == Word::Kind::close || is("and") || is("or"))
      return fail(fmt::format("something to look for is expected before {}", word_.text));
    const Word first = word_;
    next();
    if (first.kind == Word::Kind::word && word_.kind == Word::Kind::operation) return comparison(first);
    return anywhere(lower(first.text));
  }

  static Matches anywhere(const std::string& word) {
    return [word](const EventRow& r) {
      return contains(r.who, word) || contains(r.text, word) || contains(r.where, word) || contains(r.name, word) ||
             contains(name_of(r.kind), word);
    };
  }

  // ---- comparisons
  Matches comparison(const Word& field) {
    const Word operation = word_;
    next();
    const Word value = word_;
    if (value.kind != Word::Kind::word && value.kind != Word::Kind::text)
      return fail(fmt::format("a value is expected after {} {}", field.text, operation.text));
    next();
    const std::string name = lower(field.text);
    if (name == "time") {
      const auto seconds = seconds_in(value.text);
      if (!seconds) return fail_at(value.at, fmt::format("{} is no time: seconds, or 1:30.5", value.text));
      return number(operation, *seconds, [](const EventRow& r) { return sim::to_seconds(r.time - sim::kTimeZero); });
    }
    if (name == "number" || name == "cause") {
      char* end = nullptr;
      const double wanted = std::strtod(value.text.c_str(), &end);
      if (*end != 0) return fail_at(value.at, fmt::format("{} is no number of an event", value.text));
      if (name == "number")
        return number(operation, wanted, [](const EventRow& r) { return static_cast<double>(r.number); });
      return number(operation, wanted, [](const EventRow& r) { return static_cast<double>(r.cause); });
    }
    return words(field, name, operation, value);
  }

  template <class Of>
  Matches number(const Word& operation, double wanted, Of of) {
    constexpr double kNear = 5e-10;
    const std::string& o = operation.text;
    if (o == "=") return [=](const EventRow& r) { return std::abs(of(r) - wanted) < kNear; };
    if (o == "!=") return [=](const EventRow& r) { return std::abs(of(r) - wanted) >= kNear; };
    if (o == "<") return [=](const EventRow& r) { return of(r) < wanted; };
    if (o == "<=") return [=](const EventRow& r) { return of(r) <= wanted + kNear; };
    if (o == ">") return [=](const EventRow& r) { return of(r) > wanted; };
    if (o == ">=") return [=](const EventRow& r) { return of(r) >= wanted - kNear; };
    return fail_at(operation.at, fmt::format("{} cannot compare numbers: = != < <= > >=", o));
  }

  Matches words(const Word& field, const std::string& name, const Word& operation, const Word& value) {
    const std::string wanted = lower(value.text);
    if (name == "kind" && !class_of(wanted) && operation.text != "~") {
      std::string all;
      for (const std::string_view c : kClasses) all += (all.empty() ? "" : ", ") + std::string(c);
      return fail_at(value.at, fmt::format("{} is no kind of event: {}", value.text, all));
    }
    std::function<std::string_view(const EventRow&)> of;
    if (name == "kind") of = [](const EventRow& r) { return name_of(r.kind); };
    if (name == "name") of = [](const EventRow& r) { return r.name; };
    if (name == "who") of = [](const EventRow& r) { return std::string_view(r.who); };
    if (name == "where") of = [](const EventRow& r) { return std::string_view(r.where); };
    if (name == "text") of = [](const EventRow& r) { return std::string_view(r.text); };
    if (name == "because") of = [](const EventRow& r) { return std::string_view(r.because); };
    if (name == "turn") of = [](const EventRow& r) { return std::string_view(r.turn ? "yes" : "no"); };
    if (!of)
      return fail_at(field.at, fmt::format("{} is no field: time, number, cause, kind, name, who, where, text, because "
                                           "or turn",
                                           field.text));
    const std::string& o = operation.text;
    if (o == "=") return [=](const EventRow& r) { return same(of(r), wanted); };
    if (o == "!=") return [=](const EventRow& r) { return !same(of(r), wanted); };
    if (o == "~") return [=](const EventRow& r) { return contains(of(r), wanted); };
    return fail_at(operation.at, fmt::format("{} cannot compare words: = != ~", o));
  }

  // ---- mistakes: the first one counts
  Matches fail(std::string what) { return fail_at(word_.at, std::move(what)); }
  Matches fail_at(std::size_t at, std::string what) {
    if (!wrong_) mistake_ = {at, std::move(what)};
    wrong_ = true;
    return [](const EventRow&) { return false; };
  }

  std::string_view text_;
  EventFilter::Mistake& mistake_;
  std::size_t at_ = 0;
  Word word_;
  bool wrong_ = false;
};

}  // namespace

std::string_view name_of(EventClass kind) { return kClasses[static_cast<std::size_t>(kind)]; }

std::optional<EventClass> class_of(std::string_view name) {
  const auto it = std::find(kClasses.begin(), kClasses.end(), name);
  if (it == kClasses.end()) return std::nullopt;
  return static_cast<EventClass>(it - kClasses.begin());
}

std::optional<EventFilter> EventFilter::read(std::string_view text, Mistake& mistake) {
  auto matches = Reader(text, mistake).read();
  if (!matches) return std::nullopt;
  return EventFilter(std::move(*matches));
}

}  // namespace view
