// Asks spf13/pflag v1.0.6, the flag parser of kubectl, how it reads the arguments of each line of stdin (a JSON array),
// with our flags: `go run . flags.json <arguments.jsonl`, where flags.json is FLAGS of src/cli/flags.ts.
// answers.jsonl holds what it said.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"
)

func main() {
	var table []struct{ Name, Short, Takes string }
	text, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = json.Unmarshal(text, &table)
	}
	if err != nil {
		panic(err)
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var argv []string
		if err := json.Unmarshal(lines.Bytes(), &argv); err != nil {
			panic(err)
		}
		set := pflag.NewFlagSet("crashloop", pflag.ContinueOnError)
		set.SetOutput(io.Discard)
		set.Usage = func() {}
		// As k8s.io/component-base/cli/flag WordSepNormalizeFunc.
		set.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
			return pflag.NormalizedName(strings.ReplaceAll(name, "_", "-"))
		})
		for _, flag := range table {
			switch flag.Takes {
			case "nothing":
				set.BoolP(flag.Name, flag.Short, false, "")
			case "values":
				set.StringArrayP(flag.Name, flag.Short, nil, "")
			default:
				set.StringP(flag.Name, flag.Short, "", "")
				if flag.Takes == "maybe" {
					set.Lookup(flag.Name).NoOptDefVal = "true"
				}
			}
		}
		answer := map[string]any{"argv": argv}
		if err := set.Parse(argv); err != nil {
			answer["error"] = err.Error()
		} else {
			flags := map[string][]string{}
			set.Visit(func(flag *pflag.Flag) {
				if values, ok := flag.Value.(pflag.SliceValue); ok {
					flags[flag.Name] = values.GetSlice()
				} else {
					flags[flag.Name] = []string{flag.Value.String()}
				}
			})
			answer["flags"], answer["words"], answer["wordsBeforeDashes"] = flags, set.Args(), set.NArg()
			if set.ArgsLenAtDash() >= 0 {
				answer["wordsBeforeDashes"] = set.ArgsLenAtDash()
			}
		}
		line, _ := json.Marshal(answer)
		fmt.Println(string(line))
	}
}
