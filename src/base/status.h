#ifndef SPANLOOM_BASE_STATUS_H_
#define SPANLOOM_BASE_STATUS_H_

namespace spanloom {

// The result of a drain or an encoding. JavaScript turns the values into named errors, so they never change meaning.
enum class Status : int {
  kOk = 0,
  kBadBlock = -1,       // the counts exceed the reserved block, or the ends of strings are not in order
  kBadRecord = -2,      // an unknown operation, or a record that goes beyond the end of the log
  kBadString = -3,      // a reference to a string that does not exist
  kBadId = -4,          // the id of an interned string or template is unknown, or is not the next one
  kBadField = -5,       // a type, side, shape, time, object or parent is out of range
  kTooDeep = -6,        // attribute values are nested too deeply
  kUnknownSpan = -7,    // the span, trace or parent of this record never started; the record is skipped
  kDuplicateSpan = -8,  // a span with this number is already open; the record is skipped
  kBadFormat = -9,      // the encoding does not exist
};

// Whether the log is valid, and only this record could not be applied.
constexpr bool SkipsRecordOnly(Status status) {
  return status == Status::kUnknownSpan || status == Status::kDuplicateSpan;
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_STATUS_H_
