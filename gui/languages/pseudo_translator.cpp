#include "gui/languages/pseudo_translator.h"

#include <QRegularExpression>

namespace languages {
namespace {

QChar accented(QChar c) {
  static const QString plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static const QString other = QString::fromUtf8("ábçđéƒǧĥíĵķļmñóþqŕšťúvŵxýžÁBÇĐÉFǦĤÍĴĶĻMÑÓÞQŔŠŤÚVŴXÝŽ");
  const qsizetype at = plain.indexOf(c);
  return at < 0 ? c : other[at];
}

}  // namespace

QString PseudoTranslator::pseudo(const QString& text) {
  static const QRegularExpression kept("%L?\\d{1,2}|%n|%L?n|<[^<>]*>|&[a-z]+;|&&");
  QString made;
  qsizetype at = 0;
  qsizetype letters = 0;
  const auto change = [&](const QString& part) {
    for (const QChar c : part) made += accented(c);
    letters += part.size();
  };
  for (auto it = kept.globalMatch(text); it.hasNext();) {
    const QRegularExpressionMatch match = it.next();
    change(text.mid(at, match.capturedStart() - at));
    made += match.captured();
    at = match.capturedEnd();
  }
  change(text.mid(at));
  QString more;
  for (qsizetype i = 0; i < (letters * 2 + 4) / 5; ++i) more += i % 6 == 5 ? QChar(' ') : QChar(0x00B7);
  return "[" + made + more.trimmed() + "]";
}

QString PseudoTranslator::translate(const char* context, const char* text, const char*, int) const {
  if (text == nullptr || *text == '\0') return {};
  asked_.insert(std::string(context) + "|" + text);
  return pseudo(QString::fromUtf8(text));
}

}  // namespace languages
