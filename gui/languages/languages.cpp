#include "gui/languages/languages.h"

#include <QApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <algorithm>
#include <memory>
#include <vector>

#include "gui/languages/pseudo_translator.h"
#include "gui/languages/ts_translator.h"

/// Files in a static library are found only after this, and only outside of namespaces.
static void find_files_of_languages() { Q_INIT_RESOURCE(languages); }

namespace languages {
namespace {

struct Installed {
  QString id;  // "": none so far, not even English with its plurals
  std::vector<std::unique_ptr<QTranslator>> translators;
};

Installed& installed() {
  static Installed i;
  return i;
}

void install(std::unique_ptr<QTranslator> translator) {
  QCoreApplication::installTranslator(translator.get());
  installed().translators.push_back(std::move(translator));
}

/// Qt's own texts: the buttons of its dialogs.
void install_texts_of_qt(const QString& id) {
  auto made = std::make_unique<QTranslator>();
  if (made->load("qtbase_" + id, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) install(std::move(made));
}

QString install_file(const QString& id) {
  QFile file(":/languages/kafkasim_" + id + ".ts");
  if (!file.open(QIODevice::ReadOnly)) return file.fileName() + ": " + file.errorString();
  auto made = std::make_unique<TsTranslator>();
  const QString wrong = made->read(file);
  if (!wrong.isEmpty()) return file.fileName() + ": " + wrong;
  install(std::move(made));
  return {};
}

}  // namespace

const QList<Language>& all() {
  static const QList<Language> list{{"en", "English"},
                                    {"de", "Deutsch"},
                                    {"pseudo", QString::fromUtf8("[Þšéúđó] longer texts")},
                                    {"pseudo-rtl", QString::fromUtf8("[Þšéúđó] from right to left")}};
  return list;
}

bool is_known(const QString& id) {
  return std::any_of(all().begin(), all().end(), [&](const Language& l) { return l.id == id; });
}

QString of_system() {
  const QString id = QLocale::system().name().section('_', 0, 0);
  return is_known(id) ? id : QStringLiteral("en");
}

QString use(const QString& wanted) {
  find_files_of_languages();
  for (const auto& t : installed().translators) QCoreApplication::removeTranslator(t.get());
  installed().translators.clear();
  const QString id = wanted.isEmpty() ? of_system() : wanted;
  installed().id = id;
  QString wrong = install_file("en");  // one and many: English needs it as well
  if (id.startsWith("pseudo")) {
    install(std::make_unique<PseudoTranslator>());
  } else if (id != "en") {
    install_texts_of_qt(id);
    if (const QString more = install_file(id); !more.isEmpty()) wrong = more;
  }
  if (auto* const application = qobject_cast<QApplication*>(QCoreApplication::instance()))
    application->setLayoutDirection(id == "pseudo-rtl" ? Qt::RightToLeft : Qt::LeftToRight);
  return wrong;
}

const QString& in_use() { return installed().id; }

}  // namespace languages
