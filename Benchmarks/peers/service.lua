-- wrk's side of the load: bodies from a file, each case with an identifier of its own; prints one line of JSON.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  bodies = {}
  for line in io.lines(arguments[1]) do bodies[#bodies + 1] = line:sub(2) end
  prefix = arguments[2]
  headers = {["Content-Type"] = "application/json"}
  if arguments[3] then headers["Authorization"] = "Bearer " .. arguments[3] end
  asked = 0
end

function request()
  asked = asked + 1
  local id = string.format('{"case_id":"%s-%d-%d",', prefix, number, asked)
  return wrk.format("POST", nil, headers, id .. bodies[asked % #bodies + 1])
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "worst": %d, "failed": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
