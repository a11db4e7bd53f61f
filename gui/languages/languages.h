#pragma once
/// The languages of the screens. Texts of a run (events, causes, lessons, names) are those of the scenario and of
/// `kafkasim run`: they are the same in all of them.

#include <QList>
#include <QString>

namespace languages {

struct Language {
  QString id;    ///< "de"
  QString name;  ///< in itself: "Deutsch"
};

/// English first. The two last ones are for tests: longer texts, and longer texts from right to left.
const QList<Language>& all();
bool is_known(const QString& id);
/// Of this computer, if there is such a translation, else "en".
QString of_system();
/// What is made from now on speaks it. "": of_system(). What is wrong with a translation, if anything is, is returned.
QString use(const QString& id);
/// "de"; "" before the first use().
const QString& in_use();

}  // namespace languages
