// Judge says of PromQL expressions what Prometheus's own parser says of them.
//
//	judge --version
//	judge verdicts   each line of standard input is a JSON string; each line of the answer an object
//	judge inputs     prints the inputs of the parser's own tests, a JSON string a line
//	judge queries    prints the queries of the engine's own tests, a JSON string a line
//
// The last two read the sources of the module that it was built from; their folder is the second argument.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/prometheus/prometheus/promql/parser"
)

// A verdict of the parser as it is by itself, and with everything experimental turned on.
type verdict struct {
	None   bool   `json:"none"`
	All    bool   `json:"all"`
	Reason string `json:"reason,omitempty"`
	Tree   any    `json:"tree,omitempty"`
	// Lengths are absent where the engine refuses them.
	Lengths []string `json:"lengths"`
}

// version is set where the judge is built.
var version = "0.0.0"

var (
	none = parser.NewParser(parser.Options{})
	all  = parser.NewParser(parser.Options{
		EnableExperimentalFunctions:  true,
		ExperimentalDurationExpr:     true,
		EnableExtendedRangeSelectors: true,
		EnableBinopFillModifiers:     true,
	})
)

func verdictOn(text string) verdict {
	_, withNone := none.ParseExpr(text)
	expr, withAll := all.ParseExpr(text)
	said := verdict{None: withNone == nil, All: withAll == nil}
	if withAll == nil {
		said.Tree = tree(expr)
		said.Lengths = lengths(expr)
	} else {
		said.Reason = withAll.Error()
	}
	return said
}

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("judge verdicts | inputs FOLDER | queries FOLDER"))
	}
	if os.Args[1] == "--version" {
		fmt.Println("promql-judge, version " + version)
		return
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	if os.Args[1] == "verdicts" {
		in := bufio.NewScanner(os.Stdin)
		in.Buffer(nil, 1<<26)
		for in.Scan() {
			var text string
			check(json.Unmarshal(in.Bytes(), &text))
			check(lines.Encode(verdictOn(text)))
		}
		check(in.Err())
		return
	}
	for _, text := range read(os.Args[1], os.Args[2]) {
		check(lines.Encode(text))
	}
}

func read(what, folder string) []string {
	if what == "inputs" {
		return inputs(filepath.Join(folder, "promql", "parser", "parse_test.go"))
	}
	paths, err := filepath.Glob(filepath.Join(folder, "promql", "promqltest", "testdata", "*.test"))
	check(err)
	var found []string
	for _, path := range paths {
		found = append(found, queries(path)...)
	}
	return found
}

func check(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
