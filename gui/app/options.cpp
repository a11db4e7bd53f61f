#include "gui/app/options.h"

#include <QCommandLineParser>
#include <span>
#include <string>
#include <vector>

#include "gui/languages/languages.h"
#include "gui/settings/preferences.h"
#include "scenarios/engine/loader/suggestion.h"

namespace app {
namespace {

void describe(QCommandLineParser& parser) {
  parser.setApplicationDescription(
      "The dashboard of kafkasim: see a simulated Kafka cluster, break it, rewind it, understand it.");
  parser.addPositionalArgument("scenario", "A scenario's name or file.", "[SCENARIO]");
  parser.addOptions({
      {"variant", "One of the scenario's variants.", "name"},
      {"seed", "Another seed.", "number"},
      {"set", "Change a setting: path=value. May be repeated.", "path=value"},
      {"inject", "A fault by hand: second and words, \"60 kill broker-102 for 60s\". May be repeated.", "fault"},
      {"theme", "dark, light, high-contrast or desktop.", "name"},
      {"palette", "Of the eight colours: everyone, red-green, blue-yellow or greys.", "name"},
      {"language", "Of the screens: en, de; pseudo and pseudo-rtl for tests.", "name"},
      {"font-scale", "0.8 to 2.", "number"},
      {"motion", "full or reduced.", "kind"},
      {"size", "Size of the window in pixels.", "WxH", "1600x1000"},
      {"scale", "Device pixels to a pixel.", "number", "1"},
      {"page", "The page that the window opens with.", "name"},
      {"operator", "Show what an operator's metrics say instead of the truth."},
      {"render", "Write pictures of pages and end: names with commas, or all.", "pages"},
      {"at", "The instant in simulated seconds.", "seconds"},
      {"cursor", "The charts' cursor stands there.", "seconds"},
      {"window", "All charts show that time: 15..45.", "from..to"},
      {"select", "Mark something: broker:NAME, partition:NAME, group:NAME, truck:NUMBER.", "what"},
      {"out", "Folder for pictures.", "folder", "."},
      {"script", "Do what the file says, line by line.", "file"},
      {"report", "Write the report of the whole run.", "file"},
      {"csv", "Write the numbers of every page.", "folder"},
      {"columns", "With --csv: least, mean and most of so many columns instead of all samples.", "number", "0"},
      {"events", "Write the events that are told: .csv or .jsonl.", "file"},
      {"journal", "Write the scenario with the faults of --inject: the same run again.", "file"},
      {"compare",
       "Another run for the page that compares: variant:NAME, seed:NUMBER or PATH=VALUE (several together); or the "
       "names "
       "of two files.",
       "what"},
      {"frames", "Write the frames of a film of --render's page.", "folder"},
      {"from", "The film begins there.", "seconds", "0"},
      {"to", "The film ends there.", "seconds", "10"},
      {"fps", "Frames in a second of the film.", "number", "30"},
      {"speed", "Simulated seconds in a second of the film.", "number", "1"},
      {"bench", "Measure so many frames of every page, or of those of --render.", "frames"},
      {"list-pages", "Name the pages."},
      {"selftest", "Draw every page in every theme, go back, and see that all is well."},
  });
  parser.addHelpOption();
  parser.addVersionOption();
}

/// The window does not become smaller.
constexpr int kLeastWidth = 1120;
constexpr int kLeastHeight = 680;

/// The option's value as a number; `wrong` says what is not one.
double number(const QCommandLineParser& parser, const QString& name, QString& wrong) {
  bool ok = false;
  const double value = parser.value(name).toDouble(&ok);
  if (!ok) wrong = QString("--%1: a number is expected, not '%2'").arg(name, parser.value(name));
  return value;
}

QString read_size(const QString& text, QSize& size) {
  const QStringList parts = text.split('x');
  bool ok_w = false;
  bool ok_h = false;
  const QSize read(parts.value(0).toInt(&ok_w), parts.value(1).toInt(&ok_h));
  if (parts.size() != 2 || !ok_w || !ok_h || read.width() < kLeastWidth || read.height() < kLeastHeight)
    return QString("--size: WIDTHxHEIGHT of at least %1x%2 is expected, not '%3'")
        .arg(kLeastWidth)
        .arg(kLeastHeight)
        .arg(text);
  size = read;
  return {};
}

QString read_window(const QString& text, Options& o) {
  const QStringList parts = text.split("..");
  bool ok_from = false;
  bool ok_to = false;
  const double from = parts.value(0).toDouble(&ok_from);
  const double to = parts.value(1).toDouble(&ok_to);
  if (parts.size() != 2 || !ok_from || !ok_to || from < 0 || to <= from)
    return QString("--window: FROM..TO in seconds is expected, not '%1'").arg(text);
  o.window = {from, to};
  return {};
}

/// One of a few words, if the option was given.
QString read_word(const QCommandLineParser& parser, const QString& name, const QStringList& known,
                  std::optional<QString>& word) {
  if (!parser.isSet(name)) return {};
  word = parser.value(name);
  if (known.contains(*word)) return {};
  return QString("--%1: '%2' is not known; %3").arg(name, *word, nearest(*word, known));
}

QString read_looks(const QCommandLineParser& parser, Options& o) {
  QStringList spoken;
  for (const languages::Language& l : languages::all()) spoken << l.id;
  std::optional<QString> motion;
  for (const QString& wrong :
       {read_word(parser, "theme", {"dark", "light", "high-contrast", "desktop"}, o.theme),
        read_word(parser, "palette", {"everyone", "red-green", "blue-yellow", "greys"}, o.palette),
        read_word(parser, "language", spoken, o.language), read_word(parser, "motion", {"full", "reduced"}, motion),
        read_size(parser.value("size"), o.size)})
    if (!wrong.isEmpty()) return wrong;
  if (motion) o.reduced_motion = *motion == "reduced";
  QString wrong;
  o.scale = number(parser, "scale", wrong);
  if (wrong.isEmpty() && (o.scale < 0.5 || o.scale > 4)) return "--scale: 0.5 to 4 is expected";
  if (parser.isSet("font-scale")) o.font_scale = number(parser, "font-scale", wrong);
  if (o.font_scale && (*o.font_scale < 0.8 || *o.font_scale > 2)) return "--font-scale: 0.8 to 2 is expected";
  return wrong;
}

bool is_change(const QString& word) {
  return word.startsWith("variant:") || word.startsWith("seed:") || word.contains('=');
}

/// What is run: the scenario, its variant, seed and settings.
QString read_run(const QCommandLineParser& parser, Options& o) {
  const QStringList words = parser.positionalArguments();
  const QStringList others = parser.values("compare");
  const bool files = !others.isEmpty() && !is_change(others.front());
  if (!files) o.changes = others;
  if (files) {
    o.compare = others + words;
    if (o.compare.size() != 2) return "--compare: two scenarios are expected: --compare A.yaml B.yaml";
  } else if (words.size() > 1) {
    return QString("one scenario is expected; '%1' is one too many").arg(words[1]);
  } else {
    o.scenario = words.value(0);
  }
  o.variant = parser.value("variant");
  o.set = parser.values("set");
  o.inject = parser.values("inject");
  if (!parser.isSet("seed")) return {};
  bool ok = false;
  o.seed = parser.value("seed").toULongLong(&ok);
  return ok ? QString() : QString("--seed: a whole number is expected, not '%1'").arg(parser.value("seed"));
}

QString read_film(const QCommandLineParser& parser, Options& o) {
  QString wrong;
  o.frames = parser.value("frames");
  o.from = number(parser, "from", wrong);
  o.to = number(parser, "to", wrong);
  o.fps = number(parser, "fps", wrong);
  o.speed = number(parser, "speed", wrong);
  if (!wrong.isEmpty() || o.frames.isEmpty()) return wrong;
  if (o.render.size() != 1) return "--frames: --render names the one page that is filmed";
  if (o.to < o.from) return "--to: an instant at or after --from is expected";
  if (o.fps <= 0 || o.speed <= 0) return "--fps and --speed: more than 0 is expected";
  return {};
}

QString take(const QCommandLineParser& parser, Options& o) {
  QString wrong;
  if (wrong = read_run(parser, o); !wrong.isEmpty()) return wrong;
  if (wrong = read_looks(parser, o); !wrong.isEmpty()) return wrong;
  if (parser.isSet("window"))
    if (const QString bad = read_window(parser.value("window"), o); !bad.isEmpty()) return bad;
  o.operators = parser.isSet("operator");
  if (parser.isSet("render")) o.render = parser.value("render").split(',', Qt::SkipEmptyParts);
  if ((!o.compare.isEmpty() || !o.changes.isEmpty()) && o.render.isEmpty() && o.script.isEmpty())
    o.render = QStringList{"compare"};
  if (parser.isSet("at")) o.at = number(parser, "at", wrong);
  if (parser.isSet("cursor")) o.cursor = number(parser, "cursor", wrong);
  if (parser.isSet("bench")) o.bench = static_cast<int>(number(parser, "bench", wrong));
  o.columns = static_cast<int>(number(parser, "columns", wrong));
  if (!wrong.isEmpty()) return wrong;
  o.page = parser.value("page");
  o.select = parser.value("select");
  o.out = parser.value("out");
  o.script = parser.value("script");
  o.report = parser.value("report");
  o.csv = parser.value("csv");
  o.events = parser.value("events");
  o.journal = parser.value("journal");
  o.list_pages = parser.isSet("list-pages");
  o.selftest = parser.isSet("selftest");
  return read_film(parser, o);
}

QStringList names_of_options(const QCommandLineParser& parser) {
  QStringList names;
  for (const QString& line : parser.helpText().split('\n'))
    if (const qsizetype at = line.indexOf("--"); at >= 0) names << line.mid(at + 2).section(' ', 0, 0);
  return names;
}

}  // namespace

QString nearest(const QString& wrong, const QStringList& known) {
  std::vector<std::string> names;
  for (const QString& k : known) names.push_back(k.toStdString());
  return QString::fromStdString(scenario::suggest(wrong.toStdString(), std::span<const std::string>(names)));
}

std::optional<Options> read_options(const QStringList& arguments, QString& message, int& code) {
  QCommandLineParser parser;
  describe(parser);
  code = kUsage;
  if (!parser.parse(arguments)) {
    message = parser.errorText();
    for (const QString& unknown : parser.unknownOptionNames())
      message += QString("\n--%1: %2").arg(unknown, nearest(unknown, names_of_options(parser)));
    return std::nullopt;
  }
  if (parser.isSet("help")) {
    message = parser.helpText();
    code = kGood;
    return std::nullopt;
  }
  if (parser.isSet("version")) {
    message = QCoreApplication::applicationName() + " " + QCoreApplication::applicationVersion();
    code = kGood;
    return std::nullopt;
  }
  Options options;
  message = take(parser, options);
  if (!message.isEmpty()) return std::nullopt;
  return options;
}

void prefer(const Options& o) {
  settings::Keeper& keeper = settings::Keeper::instance();
  settings::Preferences wanted;
  if (o.headless()) {
    wanted.theme = "dark";
    wanted.language = "en";
  } else {
    keeper.load();
    wanted = keeper.now();
  }
  if (o.theme) wanted.theme = *o.theme;
  if (o.palette) wanted.palette = *o.palette;
  if (o.language) wanted.language = *o.language;
  if (o.font_scale) wanted.font_scale = *o.font_scale;
  if (o.reduced_motion) wanted.reduced_motion = *o.reduced_motion;
  keeper.change(wanted, false);
}

}  // namespace app
