#include "tests/support/xml_check.h"

#include <algorithm>
#include <cctype>

namespace kafka::testing {
namespace {

class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : text_(text) {}

  XmlDocument read() {
    if (text_.starts_with("<!DOCTYPE html>")) at_ = 15;
    while (at_ < text_.size() && ok()) {
      if (text_[at_] == '<')
        markup();
      else
        character();
    }
    if (ok() && !open_.empty()) fail("<" + document_.elements[open_.back()].name + "> is not closed");
    return std::move(document_);
  }

 private:
  [[nodiscard]] bool ok() const { return document_.problem.empty(); }
  void fail(const std::string& what) {
    if (ok())
      document_.problem =
          what + " at " + std::to_string(at_) + ": " + std::string(text_.substr(at_ < 40 ? 0 : at_ - 40, 80));
  }
  [[nodiscard]] bool sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void character() {
    if (text_[at_] == '&') entity();
    if (!ok()) return;
    if (open_.empty() && std::isspace(static_cast<unsigned char>(text_[at_])) == 0)
      return fail("text outside of the document");
    if (!open_.empty() && open_.back() + 1 == document_.elements.size()) document_.elements.back().text += text_[at_];
    ++at_;
  }

  void entity() {
    for (const std::string_view known : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
      if (sees(known)) return;
    fail("an unknown entity");
  }

  void markup() {
    if (sees("<![CDATA[")) {
      const std::size_t end = text_.find("]]>", at_);
      if (end == std::string_view::npos) return fail("CDATA is not closed");
      at_ = end + 3;
      return;
    }
    if (sees("</")) return close();
    ++at_;
    XmlElement element;
    element.name = name();
    if (element.name.empty()) return fail("a < that begins no element");
    if (open_.empty() && !document_.elements.empty()) return fail("a second root");
    while (ok() && !sees(">") && !sees("/>")) attribute(element);
    if (!ok()) return;
    document_.elements.push_back(std::move(element));
    if (sees(">")) open_.push_back(document_.elements.size() - 1);
    at_ += sees(">") ? 1 : 2;
  }

  void close() {
    at_ += 2;
    const std::string closed = name();
    if (open_.empty() || document_.elements[open_.back()].name != closed)
      return fail("</" + closed + "> closes nothing");
    if (!sees(">")) return fail("a closing tag with more than its name");
    ++at_;
    open_.pop_back();
  }

  std::string name() {
    const std::size_t from = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '-' || text_[at_] == ':'))
      ++at_;
    return std::string(text_.substr(from, at_ - from));
  }

  void attribute(XmlElement& element) {
    if (at_ >= text_.size() || text_[at_] != ' ') return fail("an attribute without a blank before it");
    ++at_;
    const std::string key = name();
    if (key.empty() || !sees("=\"")) return fail("an attribute without a value in quotes");
    at_ += 2;
    std::string value;
    for (; at_ < text_.size() && text_[at_] != '"' && ok(); ++at_) {
      if (text_[at_] == '<') return fail("a < in an attribute");
      if (text_[at_] == '&') entity();
      value += text_[at_];
    }
    if (at_ >= text_.size()) return fail("an attribute that does not end");
    ++at_;
    if (!element.attributes.emplace(key, value).second) fail("the attribute " + key + " twice");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  XmlDocument document_;
  std::vector<std::size_t> open_;
};

}  // namespace

std::vector<XmlElement> XmlDocument::all(std::string_view name) const {
  std::vector<XmlElement> found;
  std::copy_if(elements.begin(), elements.end(), std::back_inserter(found),
               [&](const XmlElement& e) { return e.name == name; });
  return found;
}

XmlDocument read_xml(std::string_view text) { return XmlReader(text).read(); }

}  // namespace kafka::testing
