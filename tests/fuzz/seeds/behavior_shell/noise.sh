esac fi "x" esac } $x { ; ` && ]] && do ) } in ${ ( A = if [[ while = b then esac ( ]] case | done | ]] ) > [[ case if && A ( if "x" } b b ) | && "x" 1 then 1 $( ]] if in ) | "x" if do do } A 1 | ) ( ` ${ while } 
 ${ } | ( do 
 if ; ]] while if do > > case f() = "x" ( do A > fi f() while { } } ( if <<A esac ) = if a done while = do f() 1 done { done > A ` { a in { = ${ [[ done = do && ) f() } case ; = [[ in fi ` 1 && 
 fi f() done b ; do ; ]] ( | 
 ) && A fi do then ; 
 do do | f() f() ( ` ${ then 
 ${ > 
 while [[ then > } $( = 
 ) ` ${ "x" > } $( f() f() ; ${ = = | } ; while ) && in > ; ) $x && ${ done f() 
 $( { ) A ${ | if = do case A > | 
 "x" { && ) } 
 && a done ) && ` } ) while fi | ${ ( fi do > > if b } } ) ) then } ` case fi if ]] > ) 1 } esac ]] a if 1 $x a while case if $( b = } if "x" A { fi } && ${ esac A [[ | } ) $( "x" $x [[ ; } a <<A ) done ) ${ in ${ && done > <<A <<A ` done > f() in ( fi ` $x in ; done fi 
 > ` b ${ done while "x" [[ b $x > do ( } $x 1 ${ ${ 
 while $x $x ( f() a then ) && = do = <<A ) then do ${ esac f() $x in b f() ( do = && && f() ) [[ A ` ( | in { fi fi case ${ } ; esac { { ) 1 ; ${ done $( f() do case > done } $( 
 } ) "x" { > b ${ > $( [[ } <<A = f() while ; A ) [[ then [[ esac case ]] esac ]] "x" > ${ in ) f() $( { esac <<A fi ) $( } ; = "x" in ]] <<A $x && ( ) } { esac ( { ) A ` ` ` } ${ ; if in A f() } if 
 in do { ${ A fi if esac in done [[ > "x" in = then "x" if ) fi } ` } done $( 
 done <<A "x" A ( ]] b ]] 
 } fi A a ( <<A } } then ${ ) ${ ` > in { f() { ` = b case in $( case ` $( b <<A case do $( "x" 1 ` b while 1 = ( ) <<A ${ A <<A ( && | b ( ]] | <<A } <<A ; ; done do <<A { a if { in ` "x" [[ ( [[ && done = $x fi } | } } ` A ) ) ) while fi ; while | | 1 while if $x = ; ]] esac do A } A = 1 $( $( } do if b | ) A "x" then done $x ${ b fi case ( a = case } do && then ` = then > } fi ${ ]] ]] = then case "x" ) if b ` $x f() done { = f() f() in A && | do ` } $( ) then 
 } ${ { ( f() ]] ${ [[ ; b <<A ) ]] ; a ; = "x" 
 $( } } ) ${ ) 1 > case if fi b b do { f() ${ esac b | in f() 1 while $( | > && if ]] case && a | while ) a && ) } | if then 
 a ( | 1 
 ` esac ]] while if "x" 1 "x" b then 1 esac in ` > 
 done b ]] "x" done [[ "x" } 
 fi A [[ ]] } } && A if A case while { if ; <<A ]] while esac a } done do $( a $( a ` a while fi ; $x } ) "x" } ) = ${ a ) ) $( } 1 | } fi ${ } $( if 
 done b 
 ]] ` a ( ${ [[ do [[ ]] "x" done } ]] done "x" b case a fi $x ) } | while $( while fi fi f() ${ done = | } f() ( ) ; $x b 1 in case case A fi esac then "x" = } ${ $( [[ } <<A <<A ) $x ` done ( <<A { [[ > 1 
 <<A ) 
 } b ${ then b A 1 $( ; in ) <<A f() 1 "x" <<A "x" <<A } = done ]] f() case = $x A ${ esac fi case $( ]] ) [[ b } } <<A case case <<A 
 ` = $( | 
 fi ) } > $( ${ $( ; <<A } in 1 } <<A { ) a [[ $x fi > ( 
 $x A [[ && A do $( [[ } fi ) esac && 
 $x done > $( A = fi | ) && > b > ]] in done then ; [[ { | f() b 
 { done ` do { } [[ > && > ` f() = ; = ]] fi } > ]] do "x" <<A f() "x" fi fi if 1 > } { then then 1 ]] b && case b [[ $( ` in 1 ]] case ]] [[ do 1 f() { a ) "x" ; esac { ` } } ( case ${ then fi done if ; { ${ } | 
 ; fi ` = "x" <<A && case $( = f() case esac 
 [[ if case 1 ]] A | while 1 ` A <<A ( ( ${ } > } done <<A ; } $( $x do 
 && ; then { { && ; { ${ "x" ]] do ]] ) 1 $x } b "x" f() do "x" = [[ done = ` A do { $( ${ do | b && f() while A ]] 1 1 then <<A if A done { { $( ${ in ; 1 in if ` } while $( f() && while | $x case { A while 
 > && "x" esac && then = esac 1 [[ ]] = case { $x [[ <<A f() 
 } 
 then fi } if in f() ) { in <<A ) ; in f() f() "x" = while ${ in f() ( if if while b { ; 1 } in fi | if ( ) ` done = f() if f() esac <<A b f() fi while done && ` ) } ]] then case [[ then $( $( A = ${ <<A b while ]] <<A esac b if A > 1 in do fi | $x <<A ) "x" 1 do then ` $( a a <<A f() ) ) [[ = "x" case ) } then } a a esac b ) A 1 <<A a fi ( { in fi b done ) > && 
 b | then } "x" $( [[ $( do ${ $( [[ ) A a > in in [[ ${ ) > ) <<A f() b 1 if while $( ) done f() <<A 1 && then > case { ]] esac && ; ]] a ) $x b fi { ( ` | ${ $x then } 1 f() a then a | "x" > = <<A { { ; > then ${ if ) while esac A } ) A in ; while b } then ) do $x if ; do then $( fi case [[ case > <<A ) case ; A case > ` then fi } case ) while A a f() { <<A do $x "x" if > case A } ; <<A } fi a "x" } case if done f() in ` ) a ( = $x = | [[ A $x b f() ) while [[ ; = A ${ in esac esac ${ done fi = ) ]] } 1 case do a = 1 while done $x case esac $x } "x" while "x" = 
 > ]] [[ ( > then ) ( ( <<A f() } done 1 a b ) esac <<A $x = ) <<A while if > in ) $x ]] done then ) ` = then 1 = && ]] { while 
 1 
 } $( a = $( a ${ b $x in if case f() [[ b } > } "x" 
 b if } ( b ( esac ) "x" } ${ if } f() } ( fi } ) done esac ) $x ${ <<A do "x" && $x ) [[ [[ <<A b in done <<A fi A while in esac if esac } "x" done > ) ; } { = $( ) "x" if ( done ]] in | do b $x { A } <<A } $x $x in && <<A while [[ $x } ` { "x" $( [[ 1 if ) } && f() } ; | } [[ <<A ; case then ) if ` ${ "x" 1 $( b then ) ( fi if ; <<A | in && | ${ ( case then done ]] fi fi ( 1 done > a in 
 f() then | && A ) ( ) > && ( ]] a && [[ ) && esac if a in then "x" b = done esac esac ( ${ A ) ]] "x" && done in then 1 [[ do b b f() do $x ]] = [[ done 
 = esac $( in 
 } fi a ` ( b ; > case if ]] $( && ` 1 f() if esac $x && b <<A | 
 = do { && = case $x > esac f() A case > case while $( > && esac b done f() then if if ) while ( ]] 
 do [[ ${ ) fi ) case [[ = "x" ]] ) } b <<A ${ ${ if $x if && && f() "x" done esac 
 do A in && fi ) ]] A A ` ) esac ]] while && } while 
 esac ${ esac = b A } ) then b ]] case "x" a <<A ) } esac "x" { $( A "x" && ${ case ) esac "x" do ) $( f() ` fi 
 | ${ A | $( "x" 
 <<A <<A f() do case <<A esac do a case esac in > fi <<A fi 1 <<A = = a f() ; [[ } ( 1 ${ $( = done } ) | b $x if "x" 1 [[ b <<A ]] ]] A esac ${ in <<A <<A ) && in ` in case $x } ` > ; = "x" f() b [[ [[ <<A do case ) ; > [[ ( f() } 
 esac ( case done fi ; while a > done } && <<A fi [[ [[ ; 1 ${ ; ]] 
 case && && 1 = $x ` in f() fi | ) $x [[ ; ) 1 > case <<A if = done if } ` do fi [[ ` if done > then ) = done ; ( ` "x" = { "x" ]] f() do $x $( <<A $( $x f() ]] $( ]] while case 
 b <<A "x" } "x" case [[ = ; while b do do ( a "x" case $x > > | 1 { A | while in } do then } ) fi while fi } do case a $x ${ in then = in b fi = A ) $( ) ) $( 
 ( in > then 1 ) case fi 1 | } 
 1 } ( while ; if > ) case ) while && && then done = && } a ; A f() ${ case <<A b fi 
 a } ; then ; <<A case = ) ]] ) if case [[ <<A ${ <<A } $x a | A <<A 
 done <<A while b <<A && > then done 
 $x = A b && ${ in ]] A } ` case 
 ${ then b case ]] 
 && = if ( do ]] a in case ( ; b ` "x" } fi = ; <<A case = } fi ) $x case while if { = ; && 
 ( 1 | > 1 ) ` [[ } while if in $( <<A { do } done in $x } <<A b } && ) ${ <<A case $x f() } ) } $x f() a esac f() b do [[ case $( if 1 { && done ) ; && [[ A ` ` { | then ; | | b if f() "x" ` { 
 | ` if ; A case [[ 
 } while esac $x ) ${ [[ ${ <<A $x 1 b ( ; then } "x" ( ) while ) esac if A done do ]] ( 
 { [[ f() && a A A $( a ]] b f() | [[ 
 } in [[ $x | | ( 
 ; in ; > "x" 
 b f() { } ` fi = && ` <<A 
 in "x" $( while ( && { 
 f() ) "x" b if ) if = do 
 ${ "x" } ; ` ; ( case > [[ | 
 $x ( while && ${ b $x $x ; ) ( "x" b } esac > b b b in } A do in b 1 ) ) then ${ { { ${ { ; $( $( fi b b done } 1 } fi ` in $x ` "x" do [[ b 
 "x" A A esac do case ]] a done in do | } [[ b A 1 do > f() case A 
 in done do [[ fi && ) { 1 $( "x" $( $x { ]] [[ && case A 
 } $( done done $x case = do = [[ 1 ; <<A ${ b a 
 fi then "x" A do $x { case 
 a esac > ${ > case } ${ in while > if ( ${ case ) } ) > b ` f() f() > > done ( 1 1 } fi = esac > do 
 ; ` ( ` if $x $x [[ 1 "x" b ) = && ${ $x | while ) if > } done $x A <<A ( ` ) esac done if ]] } ) $x } ( 
 b if } ` ` } case } 1 A done 1 1 $x case b ; 
 b = } f() > $x case f() fi ; 1 if ( > if then 1 
 [[ ( = $x then ) && ) ( esac = { > } A 
 ( ; $( { 
 a $( b 
 ]] > do ) a fi in b A $( } $( ]] a 1 = = <<A ; 1 esac > && fi } > { while } ]] "x" case { ; ) = "x" ( esac <<A = } } } do ) case esac a ; in ${ in case done <<A done } do <<A > ${ } case 1 ]] fi > ${ while ]] do ${ } $( = { | if 1 b then if A <<A then fi fi = done fi esac do = } <<A do } ( ${ in [[ ]] } A { 
 then ) ${ fi ) fi ]] fi case ( > b [[ b | ) A in in ) = ) | 1 ( ) while ) } ` fi } ( = b do if in A $( ${ ` f() "x" = ( in then } then > $( b ${ ${ $x [[ 
 ( a ${ esac | 1 | ) $x f() do ) } "x" ` done } ${ while a if ]] ${ do "x" b done ${ <<A 
 && ) esac } 
 esac > && 
 ${ while ; fi $x A && ${ && | ` "x" ` 
 case ${ in <<A > { = } ; ( ( } b done { ) } 1 1 while ) 
 A do b fi > 
 esac then $( f() > ) ${ <<A { in case ) a ; } $( ${ ) } ` { } ]] $( do b | > ]] a while 
 ) > } $( } ]] > 1 && ]] ; while ` ) do ( && ; $x A ; 1 > } ( } case ` fi case case case "x" } ` } A && fi ) a a ${ while case done a if do ${ $x "x" } $x $( esac ]] ) ${ $x [[ | b "x" done while && } } case $x && esac done a = ; | 
 ) A { A } esac while if while while > = ( "x" = > fi ` then ) && ${ = in ` } a $x a { "x" ` do && esac ${ } if 1 > [[ done "x" <<A ` "x" ${ && $x = } if && && ${ do case } = ; do 1 ; <<A } | do f() ${ | $x ; A { ; = 
 ]] ; <<A [[ ) done ` b = ( in $( = ` f() && case ( | = ]] ${ b | f() && ` a = > b case <<A && b in 1 esac ; { then $x ` [[ ) } while } fi "x" ` ]] ) ` then ) f() ]] a > ` A ${ ` ; fi } && while [[ done ( then ${ ]] $x > case a <<A then ) b } { then done ${ if [[ 1 esac ${ f() b | { } $x > } in then a 1 ; 
 esac 
 <<A in > while "x" do $( [[ <<A do ) f() case { fi done ) ${ done && $( then } esac fi ( ${ } } if [[ && do $x b then b A "x" case ( [[ ( $x ]] case f() ( ; ) } [[ ( do do then 1 | if ${ then 1 } | if <<A esac if <<A } esac ( && ` && ]] esac } | 1 then esac ) <<A in { while && > 1 [[ 
 ) ; ) fi in case in esac while $x ${ ; then case $x b <<A = { done "x" 1 A ) b [[ esac } ` A then a ${ 1 = fi <<A ]] in <<A [[ { $( ) "x" | ` ${ if esac "x" case in while ]] do ; [[ } ; A A > do if case ) do } ) = } 
 <<A esac f() { b case ` ( <<A ) <<A b in esac ]] a case if | $x } ( "x" } ( ) ) case A b in <<A b do then done ( in [[ [[ <<A "x" f() ) <<A a ( while <<A <<A then a a ) ]] = $( { ( "x" f() } $( | "x" do | ${ ) ( ]] ]] case do case { f() A 
 $x case ]] | = ]] if > a ) b <<A fi b f() in b f() if "x" ]] [[ A f() 
 ( if A A ( "x" ${ while esac a = > "x" esac ]] ` case A b esac ` [[ [[ f() > <<A ` > ( f() [[ $( ( && esac in ) ) $x 1 = 1 <<A $x ${ ) ( [[ esac ; done A ${ | f() do do while } then $x fi ${ } | in ]] ` $( in | ) [[ A { A a $( then && fi fi f() do && 1 } <<A { A ` <<A in = f() } $x && && > && 
 > in do } ; done ]] ; do ]] esac do if in = esac && > "x" done then a fi do { ) $( } if ; do f() > esac if ; } f() f() esac esac esac in <<A | in [[ && <<A } while } && "x" while $x f() $x ${ ) done 1 in | | then } "x" | a ) fi if 
 then b <<A done ` 
 in ]] > > ) "x" ) A } $( ${ done done && ]] 
 } && case 1 ` A { while fi b } $( while 
 f() <<A && } ) esac 
 [[ while [[ fi case 
 b A esac esac do A ; do } fi > = | } f() if && "x" > ) esac done ; ` f() > do a then ; ]] [[ $x done $( } && ( "x" { ${ } $x <<A case in && if ${ 
 done $x case } a { ) = ) $x } while ${ ]] ]] if f() 
 } while in while case | } do { 
 } done ( 1 > while > | in f() } $( f() f() } } && while then ( while in esac esac a ${ [[ f() ) f() ) then | [[ <<A done 
 fi done ` case then } $x done ) a ( ( while ) then esac } a > } = do "x" fi [[ = > $x } | ) ${ } ( then b then "x" = $( <<A { > ` <<A { { <<A fi $( $( ) ${ ) } ) | <<A } } 1 [[ [[ ` case "x" do esac ${ "x" ${ ) esac ( $x if [[ a $( 
 if do b $( ]] 1 while ; in > 1 ${ 
 } $( $( ${ ]] f() A f() 
 { <<A 
 [[ A && while } > $x = ` $( fi $x $( ${ | case { a <<A 1 ) esac } [[ && | esac f() f() if esac && <<A ( a a [[ > <<A "x" <<A in | ]] <<A then while A then f() 
 f() while <<A ( case while while do A b do ) = && [[ in [[ then | ; ) && esac && [[ case ${ ) 1 | b ) ${ if ; fi case esac 1 esac > f() ${ fi ; ` fi esac && <<A A "x" in = } if then while && if = ${ b } then ) 1 a { 1 = ` ${ $x ) } b ) ( in while in = A } ` > "x" "x" 1 f() fi if ) done } b ) { esac = > } | } done ) ) ` $( > in "x" a ( ( if "x" ` fi ) = | ( fi $( do <<A { ${ ) = "x" $( $x ${ A { $x ) <<A = if ` <<A = done ( A do = A [[ } "x" [[ = > a in while do ` ; ${ | ( $x in | $x ]] 1 in while $( esac { A > 1 in } then esac while $x && in case ( ) do ]] $( ) | 1 } ` && $x && case fi ) <<A ( ) 
 A a A do esac do ` { > } f() { fi while { ` "x" do f() ) $( { A b [[ esac && > a = 1 ) <<A while { do esac f() in b { a && while b ) A then } ( [[ f() ` 1 1 ( 1 in <<A ; while | ) a | { in [[ && && = b then ${ f() then b ) esac && ${ A ( ]] ` } 
 b f() } then } } ) $( ( { = ) esac ; [[ } a $x 1 <<A ) ) ) } { ) [[ if 
 case case ]] do then fi ( fi $x ) A > then ${ fi if ) in 1 "x" { fi <<A b && ) done esac | ) do | { } ) ( } ) ` [[ ${ <<A do | | [[ "x" case a ) { if while ( A then ; > then } ${ [[ ; $( esac ) > case | f() in done ${ > = } f() = a $x > 
 if = 1 A = b a A ) } done ; A <<A case while = do a if b { $x ]] fi } [[ f() ( ${ done && case > do fi in 1 do a ; $( $x fi $( ` 
 fi 1 
 ; fi do ; ( } $x = in case ; b ) { ` f() then case $x esac esac f() if A $( ]] } } = fi f() ; { | ` do if ${ ]] ( ${ | then b "x" while do } ) ( case in ${ ` b && { > } A then "x" b fi $x { $( A [[ b then > do 1 "x" then } in } } ) > a ]] } done 1 ${ > b | = f() a | > if then } A ${ $( $( ]] ; ) } = [[ A ${ ` { ) then | [[ [[ do ) { do 1 fi then = = | then } esac | ` esac 1 $( 
 ; ]] ]] done $( ) $x "x" 1 do | [[ if } case } A a && ` case ; then esac = [[ "x" [[ $( ) = ) ( ` b <<A b > <<A ]] && } a 
 A && A | done ; ${ > <<A ; 
 1 = while ) = 1 } b f() { } 
 
 [[ in b ; ) a ) esac ( ${ "x" f() while then ) ) case case done { do ( in <<A ; } ) b [[ ) | do } if [[ ) then ) "x" [[ 
 [[ fi then 
 ` do if "x" then > "x" b 1 done $( f() ` ; case then ]] "x" ; b ]] ; A $( && ; A "x" $( in <<A 1 { A while ` 1 esac while done | } then ${ ; $( = 1 ) a f() = esac ]] 
 fi ) ${ ; ; if "x" && A > ]] A ) 1 in = do in 1 if f() done esac | $x 
 do do [[ ` esac in ( 
 ) fi | while if | do esac a ]] if then A do ) <<A then A while ]] = esac > A a if $( } ]] } ; fi while ) "x" ) && ( "x" "x" esac a > a if <<A esac b A 
 && fi b ) then ]] 
 then 1 <<A "x" } } case } done A case [[ 1 } = ]] ` > ]] done $( case ) "x" | a ` fi $x 1 $( ` fi $( esac f() done a then { do ` A [[ } $x 
 done ]] A $( f() } 
 ( then case ` } esac done do case ]] ${ f() A A ` && ${ ( ) && } ${ ) 1 "x" > ` if = ( > <<A f() case if ; 
 ( ]] ; $( | f() ` 1 do ]] && } ; fi a case while a esac | A 1 a <<A ${ ` while $x = case { $x fi a { 
 | fi } in ` } $x <<A && } ; a > while ) ) do b ]] } [[ if ) | esac b esac { ` ( done $x > a done && $( | ; "x" then in "x" 
 ]] do } do ) 1 $( ( ; 
 ` > | $x [[ esac case ]] 1 ) if | then in > } if 1 ` && 1 in [[ f() } in done "x" b ) in ` a $( ( if | ; [[ in a A $x $( $( $x > $x > fi a ${ ${ { > ` done | ` <<A > esac ) $( } f() A 
 in | if && ) 
 { $( | f() case do $( f() ) $( ` ${ then ; $x ) ( while while } | $x { } "x" 1 ]] <<A ) fi | do while 
 <<A A while 1 if done { $x b done > ]] ( while $( ` in do ) A esac { > ` done 
 
 esac b "x" ; { A ` fi ` A A ; [[ ) done | $x "x" do } do in esac } ) ) A b 
 } { ; $x 
 ; <<A f() ; A } } | ) ; case A if 1 <<A } b while } a } ) = > 1 b = ${ fi ( while esac [[ $( ` 
 > = && } ) $x { A while a ) } done && $( = "x" ]] [[ } ; 1 > ( } ) f() } then a | ) <<A do && b while = esac > ]] A ${ $( > <<A = case <<A 
 } | f() "x" > while $( ( b = ( && = ` { } fi 1 | fi a do case do ]] { "x" $( A { } a ) <<A ; [[ done } done ( ) in | A ) ${ A done $x while a ` > b 1 <<A while ) b in "x" | ( $( a $( <<A { if fi then 1 ) do in = case then while | [[ } "x" "x" ; | esac while fi 
 while ) } 1 } b && ]] [[ ; 
 } then ; 
 | fi a case ) ` ) && ` A while case $x done if > [[ b b "x" ) then 
 | "x" } a > ) } $( ]] case ; fi > a ` ${ <<A done ${ "x" do a 1 && [[ = done $x case b ${ ` $x A } then 
 "x" } esac ]] if "x" | $x in && A ]] $( ]] A then $( [[ f() fi 
 = $x done in ]] ${ ( if { } esac in ( } <<A esac $x ]] in <<A ; done "x" | ]] in [[ done case b = $x ; ` A while } then A while > then done ${ do esac ; ${ done ( ]] ) in ]] case while $x f() = while 1 && | fi case case f() b if ) fi ) if $x case { ${ ) ; in esac A b ${ ]] } done = while ; { } in do 1 ` a ) > && $x then a $x [[ > $x 
 if 
 f() then } esac A ) a "x" ${ done ]] } fi in $x "x" 1 if && do if fi fi "x" } | do ${ "x" | ` b in [[ done ]] ${ $x A ${ "x" A { a ) [[ ${ b && ) | b ` b "x" in = do fi "x" done ]] if ` ]] f() ` f() [[ > ; { A = case 1 done = } > = done A then { } = ` "x" } b case $x if } a 1 ]] then 1 | { 
 && | while && do case ${ 1 $x { if if then 
 ) | $( while } 
 esac ; <<A fi | case esac $x [[ fi $( <<A a then > then ; | ` <<A while ) = a = A ) } = then ( ${ 
 ]] } do } A ( $x && ]] = ) > if fi && > "x" then if 1 } ) $x | [[ ]] if { "x" $( 1 case ) "x" 
 A ) 1 ; } fi ) } > esac 
 } do 1 then ) case } ${ | ${ 
 $( done ) "x" { <<A "x" esac <<A do "x" = f() done "x" > } f() <<A b b $( } $( fi && in 
 "x" 
 <<A ` "x" ) then ` { case ) 
 ) ) $( && do ( <<A ]] fi ( "x" b 
 ) $x { ) ${ && "x" { 
 } ; } ) ) ( f() if while esac fi $x A [[ ) <<A { case fi in case esac ]] = a esac { 
 ; A A ) "x" <<A } in b if ` $( ) done then = "x" if ; done ${ esac fi ) ${ 1 } ` case then ) 
 A ]] "x" [[ A <<A && fi = && ; { $( then do "x" esac done esac in ` 
 } in { ${ a ) A > done then esac "x" ( esac b > while <<A | esac $x f() ( f() > esac done ; do ${ 
 esac ` 1 done ( b > then { [[ && while [[ [[ = { 1 fi $( ) <<A "x" A { ) in > $( ) = ]] f() ) do [[ ]] } A $x = A ) done A esac ( { [[ = then ) { > do | = a b then done ( ` $x && $x in $( ; <<A ]] [[ if ` && ( { ` <<A case | { b ( b } <<A ; 1 = case b $( ${ { a b } [[ A fi case <<A } $x do do ( ; ; } fi $x } ; $x then 
 } = 
 do 
 while done 1 [[ $x if ) ; ` while while 
 } } ]] } case 1 && ` if $x "x" then f() ; ` ` a f() ) fi case [[ fi while ; "x" > "x" do then ; do ; ) { done = ${ f() "x" b case while [[ if ( } "x" ${ done then then a && { | ( done && esac [[ ; esac fi b "x" b ` A ) $x then ${ ) { } done ]] [[ ; 1 > in ]] ]] | a $x do case <<A ]] ) <<A ]] = a a case A = = <<A ; $( $( <<A [[ ${ if fi while done ) { while ) esac ${ [[ f() f() in > ; [[ if ) 1 } <<A fi 1 a then && then b } done $x } ) case <<A ` ; ${ <<A ) { 1 a 
 fi ) in if ]] $( { then fi 
 ` | && ` { do if in $( A = = ) A $( && $( a f() case done ${ } in $x ( <<A } ${ do f() <<A fi $x while ( 
 && esac case ) ( ) $( do fi in ${ in if "x" if case ; } ${ [[ $x fi > ) f() } [[ ( esac A } ${ > ) && | a <<A ) && esac $( esac "x" 1 $x b ) ` fi $x && | | ( "x" 
 ]] } ; case 
 while while 
 then fi $x <<A = $x && } ) b { ; ; ${ do if } $( "x" "x" while ` b ) "x" ${ <<A while done 1 1 $( f() A f() ]] = esac ) 
 ( > 1 { { | && = while a while } $( f() f() [[ done } then ]] do { A <<A ${ && $( ( in [[ = a ${ in = > ; 
 b if $( case <<A [[ a } if 
 A && ${ in f() | a | while } 
 { ${ 1 } ) do ( a 1 ${ > } ( a case } esac { <<A "x" <<A $( ; } fi $x fi = } > fi 
 [[ fi ${ [[ 
 && in case in } f() $( do && f() fi 1 $( fi A f() ) { do while 
 ( a $x "x" do 
 { a a if } } case esac in [[ ) esac f() = ; [[ ${ [[ = in = fi in } b ${ done ( a && fi ; | 1 ) && = do done } 1 $( $( a in do $x [[ case ; esac <<A <<A $( 1 do f() $( <<A ${ a do if <<A && } esac 
 
 <<A done ; ` ; "x" ( 1 && "x" = $x b ) <<A ) { $( ) ` in while ) { while a { = fi done ( $x ; do ${ [[ if "x" ` then if fi > | $( | ${ esac a | f() do > while ) { f() while } b b a while then ]] b ${ esac ) do ) "x" $x > ; then then = esac | $( = A then f() <<A if 
 done $( f() fi && done > b 
 1 then ]] [[ $x "x" fi then if $( 
 done fi do b | } && esac | "x" <<A $( A ]] ]] then } ) a = <<A if ` ` if A done do esac [[ f() f() do } = $( } = esac done "x" 
 f() | A } <<A | esac if 1 ${ fi if = $( "x" 
 if in $( ) { ; = ) ]] f() [[ 1 A if [[ } do "x" while ; ]] "x" | | { if | > ) $( b b $( done } ]] ` "x" | $( } = "x" if | then do ; ]] do | <<A ) } ` ) if <<A ( in while f() ; ) = f() ) ]] | ${ [[ esac ; 1 ${ 1 > b $( $( | = | 1 } = do f() f() 1 f() f() ; ; $( > $x ) ) if = { if $x esac A } ) ) esac while done ) done f() esac case $x [[ ${ while esac [[ 
 ) esac in ) && && { { } case if ` <<A } | [[ then A <<A b <<A done $( ( fi = { 1 f() in "x" = ) 
 then } } then && ` ) b = [[ ` case ; > ) && in esac } } f() } A fi do $x ( ) | | ${ 1 > f() "x" fi | in then ) fi > } ) | "x" 
 } $( ( b ${ if } case if { $x ) [[ $( ; case "x" ) | esac ( } if while } done then while done "x" while if a done 1 f() } A ${ b > [[ case ( f() do $( done ]] | ) if ` && then then a done ]] = 
 ]] A A { ) 1 esac case $( in esac ` esac <<A $( ) ${ f() [[ b ) "x" $x A ; esac } ( ; = while ( done if } ; in f() ${ ) then && } [[ fi a ` = $( [[ $x } if f() b <<A case A <<A ` while f() case | ( ) if $( esac 1 <<A "x" && case ${ $( then [[ do esac case && "x" | ${ then esac ) then do ` $x $x > esac | b | A f() $( $x if ]] [[ fi { A $( ) && 1 ` if ` ) f() [[ <<A case } [[ && if 1 then b <<A ) ]] if b <<A a a fi while ) } $x then done in A = do } = fi esac a ) ) "x" ) b while ( done fi do | $x b "x" do ; ) case ; done } case esac = do ) ) "x" ` 1 <<A ) } ) 1 
 a } { do $( "x" > ) } <<A $x 1 done [[ f() > in done A 1 } ` fi { while ; ` && done } ${ | { 1 ` f() ) ( case <<A "x" 1 ) ( { "x" } done $x A ( ]] then = esac a 1 } && do "x" if do 
 <<A ]] case if while 
 while "x" ` $( fi $( a in done 1 case } && $x ` | $x ) ; } f() ]] "x" ) ) fi | = ( fi } } ${ $x = { ; ; while 1 } then ( 1 <<A "x" <<A a 
 do && $x case 
 } ]] $( b ${ case $x <<A ( > <<A | b fi = case esac 
 { = | | } ${ $( ( A [[ do ]] ; { > ` if $x && ) while [[ "x" in <<A { "x" f() do 1 ( b ) { do in ${ 1 A b ( = A do "x" ` ` ) = ( { if } ; then } then done ]] ) done $x ) [[ | ) ) f() b $x case in ; ${ ${ } ) } $( a in | ${ ) ) $( f() if ) > = $( do f() esac done in case while $x f() "x" 1 > then ` ) | "x" fi } ]] ; ) 1 = do ; } ${ while f() if "x" ) A if A } | done 
 ) done && "x" 
 in ; esac A > if ) while in A A <<A case [[ ) $( } [[ 
 f() done a "x" 1 ) } $( fi a <<A fi esac | { [[ ${ { ${ 1 ` a ; ]] <<A $( [[ in done } f() <<A ) ]] 
 $x 
 case in "x" > in { fi > ) b if > [[ do $x ( $( ; ) } ) f() b ${ } case $( then if then a done ; <<A $x ]] ) in | b $( ) = if a "x" fi > esac "x" A ]] A case && ( ` if [[ in | fi ) ]] done } && } > } a fi && while b ) ) b ( [[ ) A } a b f() "x" ${ = esac esac [[ b } | in } && = do } { ${ then 
 "x" 
 <<A ${ ) A } 1 in { then && fi b = case a while { b case | f() done <<A = ` [[ $x f() 1 do case | ${ = ( <<A $( } [[ a a fi in in done then } ; A ) in A ${ in $( $( then $( in a } { fi > done ) ( 
 | $x A case ` ` ) esac ) = "x" if $( ) ( "x" done } f() in ${ ) } $x a ) while && { 
 | ; fi done $x A fi a done 
 $( while while <<A <<A 
 esac ) ]] do { ]] && <<A 
 "x" then ${ then && a ]] ` | A $( b && done do = fi } } ) ${ esac while $x fi = A [[ <<A | = | fi <<A ) esac then { ${ if ]] ` in b = esac > do ) in $( ` = esac in a ]] } <<A ) ${ ) done in ( done if } $( then ]] case $x ; case esac ( then } case do esac fi } 1 && ]] | } [[ && ${ "x" } { 1 then ]] case ) esac 
 ${ in f() "x" { while ` then done { if ( > in 1 fi then 
 $( && f() esac 1 b { ${ fi ) fi esac case $x $( | then done a ]] f() then done $( > | ) in "x" | ( ; while > "x" > if while > | case && ]] $( esac && in ; then in | $( do b } A "x" "x" ` $( ) $( <<A in && esac $( $( if done ; case done f() > b fi > case } if ( 1 b "x" case f() ) then } esac [[ f() "x" } while while ( ; a case } a A "x" then | if while ` if <<A } b if while ) { = { <<A case b } <<A $( $( | ) $( then esac $x ) ( in 
 do a fi ( ${ fi $x <<A [[ $x b } [[ A | } if in in in ) && && { [[ do b b fi b && } ) ; } $( if { case $x | 
 } > ( b in } ${ ) [[ 
 ` ( while if <<A && A if while if <<A a esac ( [[ ]] = $x if esac do A "x" done then ) $( } while $( do $x b 
 } then } then done [[ done b ) f() f() f() = f() 1 f() && && | [[ ) esac ( ]] | $x $x A ( fi 1 ; if 
 ${ esac done "x" [[ } } ( in ) b [[ > do ; = } | while { if A done ) ( > | ${ = a } 1 while do ) esac do do > esac $x 
 b = } > ${ b in } | ) ( | ${ in ` ` } ; 1 do ( ` > while a 
 f() "x" do ) <<A ) ${ b = { $( fi } then a 
 ( while && $( && if $( a ) ${ while } case $( } A a $x && [[ b ` b ` } 1 
 do done do ) b fi 
 $( A { ` <<A [[ [[ f() | && } A ${ a then $( while > A b a in $( ) "x" "x" done } && then ) if ) A } | ]] ` 
 "x" do in [[ then 
 ( 1 && case if in $( <<A ; = { ( $x 
 while 
 a $( = do fi if > while "x" } ${ b > esac 
 $( f() && ) case while then "x" } [[ case ( <<A esac done in f() then b $x { f() A f() <<A <<A { ]] b } A ( f() = do ` { ) > ) ]] ) fi b case A [[ "x" ) fi $x esac fi while && a "x" "x" case b [[ ) "x" } ` $( a [[ $( $( ( $( fi ) ) do esac && > ( <<A 1 [[ done case $x ( <<A b ]] do ` esac ) b ]] > fi <<A } [[ 1 } b ( f() = { f() > "x" if a $x then a && then "x" done { 
 "x" if | while $x b f() ) ) [[ f() ; } ( do ; } ) && } ]] done done ${ "x" in $x [[ ) "x" ${ ( = a in case then > "x" do esac if esac [[ 
 ${ done a 1 | ` "x" esac ]] A ; ]] A done case $x ; "x" 
 } fi while = then do [[ while } then > [[ 
 then 
 && esac if ( } { ]] in ; ]] b b fi "x" A = ]] f() > ) { $x = | $( a f() ) <<A ; then 
 if 
 ]] } $x = $x A ${ "x" case done ` [[ done [[ ; "x" > while 
 ; fi 1 ${ in ; while ( { done ) ( b ) <<A then do 
 ` ]] 1 | [[ esac = 1 $( fi <<A if in while [[ { | $x f() A { done > ( } do 
 $( ` ) ; $( } ) | ( > ) if } > done 1 do A while ) $( 1 while $( esac | = case [[ 1 | [[ b in $( do 1 ( [[ ) done && > ` && ` $( } ) while ]] = case case $x 
 ]] while } | { A done while ; 
 a > A then [[ | ; then = $( 
 } while [[ f() ${ 
 a > | case { > ) A <<A done if do 
 > A && a | ${ if esac ( a } ; b A ; ]] ]] f() if } ]] 
 [[ ` > ; ) ]] if 
 "x" fi [[ A [[ do 
 esac ) b 
 do $x [[ a > ` a = && then f() do <<A ) ) [[ <<A while = case case 
 ( then done $( } then ${ do if } ) ( then $( esac [[ 1 ` ` ` while f() esac ]] a { f() in do "x" A } b in "x" && ; } > <<A ) $x ) <<A $( done = b 
 <<A done <<A = esac esac while case in = <<A 
 done $x done $( ( ) f() while do 1 $x if ) ` A [[ | if f() } && ) "x" in "x" while [[ $x ]] A $x case ; > > ]] } if 1 esac ]] fi = do } A } 1 then A { $( ) do in "x" && ) do $( while ]] > [[ ( { a } > && in > = ; fi do 1 fi then ) > a ${ in } esac then && ( fi in } "x" ` a ; } done esac 1 && ${ } b | = [[ ` $( ) then <<A ${ } ` > ` [[ do { ) | A > in b [[ done [[ do } && ${ "x" [[ do do if ; then done done $x 1 b ]] if a $( "x" 1 { ]] ; ) case <<A done case ) | if "x" && if f() "x" A 
 case if ; in while ` then in <<A case } | } && while a [[ $( a 1 > ) [[ "x" | done if { while a } ; <<A a then = } | fi { ]] [[ done } fi $x in esac esac | } > fi while A = } ` case && $x ) case then { $( case ( ) f() 
 ${ { && } ${ ` { } do ) | in ${ ]] fi case ( while { A $( A [[ > while $( } > ) done $( ]] if ` a > 
 a A ; ) if fi fi } ( if 1 = > <<A $( && | "x" in | 
 <<A ) ]] while f() then done && fi <<A ) ( { { in > ` ${ ]] f() } ${ do } do while if then fi } b [[ 1 $( { A 1 "x" > f() | $x } "x" { = 
 do in esac && ; ; case ; 1 } a esac > case if ; > ; } <<A [[ ( <<A "x" then then } | } ${ ]] b f() $( "x" 1 [[ ]] ) && } ` ) $x done && $x = $( ) A do ) ` ${ while "x" f() ]] $( ` $( { { ]] "x" esac ${ $x fi then ) } > while ` esac ; in $( | { ]] ${ { esac [[ ) while && $( fi <<A a done } > f() { b "x" 1 $( $( fi fi then && <<A case ) ) ]] > ) done && fi $( do ; "x" && ) $x b > if } { ]] A then 1 1 [[ f() f() ) = ; { { 
 { "x" && ) done $x && A ]] } b fi done <<A | while done fi A && while b fi fi do ) [[ [[ ) while ; while [[ fi } $x ) 1 ]] ( | } <<A if while done 1 fi ${ done > } ( > ]] ]] then ${ ( ; if do b 
 <<A <<A b in > do | if 1 ` "x" } fi in } $x 
 while esac } b ) do ; | 
 && $x b ; ` $( 
 $( "x" && a fi case fi a ) { ${ if } ( ; } | ${ in | ` ${ = if } f() if } <<A do $x ; then ) } if 
 esac do if b ]] ( a } <<A $( && ; ; case b b ) ) while a 1 1 ( do ]] [[ fi { a ]] | A 1 } > do && 
 b { f() [[ case [[ ( ) a ) b $x ) ]] [[ A then fi then = { && A then A ; ) ; ${ then fi a then ${ > } [[ <<A > A ( while } <<A ${ fi in 1 then = 1 { in } done then = b } case 
 f() in $x && = ) | { then "x" while $x ) } ( esac fi then b if = [[ [[ ) ]] = ) then > = "x" } 1 fi <<A a | > <<A 
 ( A do ]] > do then f() 
 in | esac case ) then f() > A a } then if while "x" if do while "x" then 
 A } $( > 1 ]] ${ f() f() f() a do case { ) in ${ ; && done ; if ) { case <<A fi } } { ` <<A 1 in then in done ) do $x while ${ a then 
 1 then ` done <<A $( while ${ { done = $x <<A esac esac ) case in [[ = > 1 && ]] A done ) ]] ) > if then ; done in if && in ]] then if && ` ]] && 1 then | } ]] done f() ( && { do $x A ( do 1 "x" <<A in { $x while $( [[ done A $x ; ]] f() 1 1 <<A case = a done ${ <<A b "x" ]] A ( ${ 
 fi } 
 ` { = $( A do } $( a <<A ( do a "x" } > = do $( > "x" $x } esac ; | ` && ( { then } ` ) ${ $( [[ do while a $x fi 
 { do A ` esac done [[ 
 } A f() b while ) in ( <<A ${ esac && ]] ]] ]] > fi 
 <<A A while > do <<A esac } { ) > > $( case then b then } = ${ ) | case $x "x" done { b 
 = A esac } if 
 | $x } A esac | while } ; fi ) && a b && } esac ) ]] if f() case > 
 in done = && ) ) while <<A case if | ) esac b ]] ` > = ) ( do > <<A ( } a ${ f() done ( b esac if ; ) fi ) in [[ } a "x" && } } if f() { esac case esac a 
 fi && [[ = do > $( then b $( $( b 
 ) "x" 
 
 b ]] ; case "x" then do ) ; done if | "x" while ]] ]] then fi if <<A $x [[ f() "x" ${ fi > in } } ]] && && f() b while <<A ]] $x > b 1 ${ ; ]] <<A $( case | esac } { in 
 esac do case $x && [[ while in "x" done ]] { "x" $( $x } { A = $( | case $( then in if } && in fi ` esac ${ ) <<A done ( if ]] esac > $( while b then } then $x } then do do while ) esac ${ done | fi b ` fi b do | | && while ( ) { while in f() fi ${ 
 <<A | | ; do | a while then while done a ) $x if = do ` | ) ( in && } } ) ` | "x" } A } done $x A } A [[ b = ) ) { | } fi in A ${ f() { b A && ` in a A $( [[ <<A in if { while ${ ; while A ) | then } ) fi <<A ${ [[ { | } <<A > A && } = esac case { } case f() ${ | fi $x