#pragma once
/// A language nobody speaks: each text of ours in brackets, with accents, two fifths longer. What stands on a screen
/// without brackets is not translatable; what is cut off will be cut off in German.

#include <QTranslator>
#include <set>
#include <string>

namespace languages {

class PseudoTranslator final : public QTranslator {
  Q_OBJECT

 public:
  using QTranslator::QTranslator;

  /// Placeholders (%1, %n), tags and entities stay as they are.
  static QString pseudo(const QString& text);
  [[nodiscard]] bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* text, const char* comment = nullptr, int n = -1) const override;

  /// Everything that was asked for: "context|text".
  [[nodiscard]] const std::set<std::string>& asked() const { return asked_; }

 private:
  mutable std::set<std::string> asked_;
};

}  // namespace languages
