#include "gui/languages/ts_translator.h"

#include <QXmlStreamReader>

namespace languages {
namespace {

QByteArray key_of(const QByteArray& context, const QByteArray& text, const QByteArray& comment) {
  return context + '\0' + text + '\0' + comment;
}

struct Message {
  QString source;
  QString comment;
  QStringList forms;
  bool finished = true;
};

QStringList read_translation(QXmlStreamReader& xml) {
  QStringList forms;
  QString whole;
  while (!xml.atEnd()) {
    xml.readNext();
    if (xml.isEndElement()) break;
    if (xml.isCharacters()) whole += xml.text();
    if (xml.isStartElement()) forms << xml.readElementText();  // <numerusform>
  }
  return forms.isEmpty() ? QStringList{whole} : forms;
}

Message read_message(QXmlStreamReader& xml) {
  Message m;
  while (xml.readNextStartElement()) {
    if (xml.name() == QLatin1String("source")) {
      m.source = xml.readElementText();
    } else if (xml.name() == QLatin1String("comment")) {
      m.comment = xml.readElementText();
    } else if (xml.name() == QLatin1String("translation")) {
      const auto type = xml.attributes().value("type");
      m.finished = type.isEmpty();
      m.forms = read_translation(xml);
    } else {
      xml.skipCurrentElement();
    }
  }
  return m;
}

}  // namespace

QString TsTranslator::read(QIODevice& file) {
  QXmlStreamReader xml(&file);
  if (!xml.readNextStartElement() || xml.name() != QLatin1String("TS")) return tr("no <TS> at the beginning");
  language_ = xml.attributes().value("language").toString();
  while (xml.readNextStartElement()) {
    if (xml.name() != QLatin1String("context")) {
      xml.skipCurrentElement();
      continue;
    }
    QByteArray context;
    while (xml.readNextStartElement()) {
      if (xml.name() == QLatin1String("name")) {
        context = xml.readElementText().toUtf8();
      } else if (xml.name() == QLatin1String("message")) {
        const Message m = read_message(xml);
        if (m.finished && !m.forms.value(0).isEmpty())
          for (const QByteArray& where : {context, QByteArray()})
            forms_.insert(key_of(where, m.source.toUtf8(), m.comment.toUtf8()), m.forms);
      } else {
        xml.skipCurrentElement();
      }
    }
  }
  return xml.hasError() ? tr("line %1: %2").arg(xml.lineNumber()).arg(xml.errorString()) : QString();
}

const QStringList* TsTranslator::find(const QByteArray& context, const char* text, const char* comment) const {
  const auto it = forms_.constFind(key_of(context, text, comment));
  return it == forms_.constEnd() ? nullptr : &*it;
}

/// lupdate names a class without its namespace now and then, and does not see through functions of ours that hand a
/// text to translate(): so the class's own name will do, and at last the text alone.
const QStringList* TsTranslator::find_somewhere(const char* context, const char* text, const char* comment) const {
  const QByteArray whole(context);
  if (const auto* const found = find(whole, text, comment)) return found;
  if (const auto* const found = find(whole.mid(whole.lastIndexOf(':') + 1), text, comment)) return found;
  return find(QByteArray(), text, comment);
}

QString TsTranslator::translate(const char* context, const char* text, const char* comment, int n) const {
  const QStringList* const forms = find_somewhere(context, text, comment);
  if (forms == nullptr) return {};
  return n >= 0 && n != 1 && forms->size() > 1 ? (*forms)[1] : forms->front();
}

}  // namespace languages
