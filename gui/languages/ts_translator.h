#pragma once
/// Translations out of Qt Linguist's own files (.ts), read as they are: nothing has to be compiled, and the program
/// needs no package to be built with them.

#include <QByteArray>
#include <QHash>
#include <QIODevice>
#include <QStringList>
#include <QTranslator>

namespace languages {

class TsTranslator final : public QTranslator {
  Q_OBJECT

 public:
  using QTranslator::QTranslator;

  /// "", or what is wrong and in which line. Texts that are not translated yet are left out.
  QString read(QIODevice& file);
  [[nodiscard]] const QString& spoken() const { return language_; }
  [[nodiscard]] bool isEmpty() const override { return forms_.isEmpty(); }
  [[nodiscard]] qsizetype size() const { return forms_.size(); }
  QString translate(const char* context, const char* text, const char* comment = nullptr, int n = -1) const override;

 private:
  [[nodiscard]] const QStringList* find(const QByteArray& context, const char* text, const char* comment) const;
  [[nodiscard]] const QStringList* find_somewhere(const char* context, const char* text, const char* comment) const;

  QString language_;
  QHash<QByteArray, QStringList> forms_;  // more than one: for 1, for others
};

}  // namespace languages
