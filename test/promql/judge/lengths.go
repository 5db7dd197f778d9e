package main

import (
	"fmt"
	"sort"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
)

// lengths are those of an expression's ranges, steps and offsets in an instant query, in whole milliseconds, or nothing
// where the engine refuses to go on.
func lengths(expr parser.Expr) []string {
	now := time.Unix(1_000_000, 0)
	ready, err := promql.PreprocessExpr(expr, now, now, 0)
	if err != nil {
		return nil
	}
	found := []string{}
	note := func(what string, length time.Duration) {
		if milliseconds := length.Milliseconds(); milliseconds != 0 {
			found = append(found, fmt.Sprintf("%s %d", what, milliseconds))
		}
	}
	parser.Inspect(ready, func(node parser.Node, _ []parser.Node) error {
		switch one := node.(type) {
		case *parser.VectorSelector:
			note("offset", one.OriginalOffset)
		case *parser.MatrixSelector:
			note("range", one.Range)
		case *parser.SubqueryExpr:
			note("range", one.Range)
			note("step", one.Step)
			note("offset", one.OriginalOffset)
		}
		return nil
	})
	sort.Strings(found)
	return found
}
