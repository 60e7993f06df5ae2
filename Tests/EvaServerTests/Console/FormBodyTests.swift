import EvaServer
import Testing

struct FormBodyTests {
    @Test
    func `A form is read as browsers write it`() throws {
        let form = try FormBody(Array("a=1+2&b=%C3%A9%0D%0A%22&c=&d&a=3&e=%20x%20".utf8))
        #expect(form["a"] == "1 2" && form.all("a") == ["1 2", "3"])
        #expect(form.exact("b") == "é\n\"")
        #expect(form["c"] == nil && form["d"] == nil && form["z"] == nil)
        #expect(form["e"] == "x" && form.exact("e") == " x ")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "%C3=1", "a=%00"])
    func `What is no form is refused`(text: String) {
        #expect(throws: Problem.self) { try FormBody(Array(text.utf8)) }
    }
}
