#pragma once
/// What the command line asks for.

#include <QSize>
#include <QStringList>
#include <optional>

namespace app {

/// Exit codes of kafkasim-gui.
enum ExitCode { kGood = 0, kUsage = 2, kBadScenario = 3, kInvariantBroken = 4, kBlankPicture = 5 };

/// Each of them: no window is wanted.
inline constexpr const char* kHeadlessOptions[] = {"--render",  "--script",     "--report",  "--csv",
                                                   "--events",  "--journal",    "--frames",  "--bench",
                                                   "--compare", "--list-pages", "--selftest"};

struct Options {
  QString scenario;  ///< name or file; "" = none
  QString variant;
  std::optional<qulonglong> seed;
  QStringList set;     ///< path=value
  QStringList inject;  ///< "60 kill broker-102 for 60s": at that second
  // Nothing: as somebody has chosen in the settings, or without a window as it is at first.
  std::optional<QString> theme;
  std::optional<QString> palette;
  std::optional<QString> language;
  std::optional<double> font_scale;
  std::optional<bool> reduced_motion;
  QSize size{1600, 1000};
  double scale = 1;
  bool operators = false;
  QString page;  ///< with which the window opens

  QStringList render;        ///< pages; "all"
  std::optional<double> at;  ///< seconds; nothing: the end
  std::optional<double> cursor;
  std::optional<std::pair<double, double>> window;  ///< of all charts: seconds
  QStringList changes;  ///< of the run that is compared: "variant:acks-1", "seed:7", "path=value"
  QString select;       ///< "broker:broker-102", "truck:12", "partition:orders-0"
  QString out = ".";
  QString script;
  QString report;
  QString csv;      ///< a folder
  int columns = 0;  ///< of the numbers over time; 0: as they were sampled
  QString events;   ///< .csv or .jsonl
  QString journal;
  QStringList compare;  ///< two scenarios
  QString frames;       ///< a folder
  double from = 0;
  double to = 10;
  double fps = 30;
  double speed = 1;
  int bench = 0;  ///< frames
  bool list_pages = false;
  bool selftest = false;

  /// Nothing of a live window is wanted.
  [[nodiscard]] bool headless() const {
    return !render.isEmpty() || !script.isEmpty() || !report.isEmpty() || !csv.isEmpty() || !frames.isEmpty() ||
           !events.isEmpty() || !journal.isEmpty() || !compare.isEmpty() || !changes.isEmpty() || bench > 0 ||
           list_pages || selftest;
  }
};

/// "did you mean 'x'?", or which there are, if they are few; else "".
QString nearest(const QString& wrong, const QStringList& known);

/// Nothing: `message` is to be printed, and `code` is the exit code (0 after --help).
std::optional<Options> read_options(const QStringList& arguments, QString& message, int& code);

/// What the options say of theme, language and fonts comes into force; the settings say the rest, if a window is
/// wanted.
void prefer(const Options& options);

}  // namespace app
