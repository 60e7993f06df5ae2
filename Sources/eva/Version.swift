/// Version of this build; CHANGELOG.md says what is in it.
let evaVersion = "0.1.0"
