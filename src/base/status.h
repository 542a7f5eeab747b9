#ifndef SPANLOOM_BASE_STATUS_H_
#define SPANLOOM_BASE_STATUS_H_

namespace spanloom {

// What became of a drain or an encoding. The names of the errors JavaScript shows; values never change their meaning.
enum class Status : int {
  kOk = 0,
  kBadBlock = -1,       // the counts do not fit the reserved block, or a string's end is out of order
  kBadRecord = -2,      // unknown operation, or a record that is longer than the log
  kBadString = -3,      // a reference to a string that is not there
  kBadId = -4,          // an interned string's or template's id that is unknown, or not the next one
  kBadField = -5,       // a type, side, shape, time, object or parent out of its range
  kTooDeep = -6,        // attribute values nested too deeply
  kUnknownSpan = -7,    // only this record was left out: its span, trace or parent never started
  kDuplicateSpan = -8,  // only this record was left out: a span of that number is open
  kBadFormat = -9,      // no such encoding
};

// The log itself is sound; the record could not be applied and the rest can.
constexpr bool SkipsRecordOnly(Status status) {
  return status == Status::kUnknownSpan || status == Status::kDuplicateSpan;
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_STATUS_H_
