import os.path
os.environ
1 await import . } @ "x" = { = else yield ) if { a 
 } for async - = 1 @ def + 1 ] import 
   b class "x" [ yield else } a * = @ : a await b , def if import for @ async a else else [ for in for { def ** yield for : + lambda @ while not class ) + not def else async , class from [ if * await 
   lambda ) ] } ) : 
   def ( 
     class for { else for ) yield ** for ** ) - for ( a not return lambda in 1 a lambda "x" async * async yield : ( : for 
 in 1 if 
     async "x" class ] b yield in from ** "x" = + - b in not not lambda 1 else async a def + 
 from else b in ( await in 1 lambda async else ) def async a b await ** from } ) ( @ @ else async * } ] 
 } - else . + 
   import : class a 
 
   lambda class 
     await lambda } - from b ** - not , . ** b ** . else ( def ) * a a return while not 
 } b { @ in ) [ from "x" ( @ 
   lambda - lambda "x" ( if ) * ) * yield from def async : lambda else } if b lambda - ] , , a ( from ) from 
 yield return 
   
 ) : class } for async async lambda else 
   ** else import 1 import for "x" async ] ( @ @ while [ { : : class else b while 
 : ( from yield in ( ] [ 
     * yield : ** from [ ** 
     return , b ) if ** , = { async a lambda not 1 [ def , @ 
   from in not b not while + 
   def ) else yield , yield not def def if yield 
     
   } - yield yield from async 
     import ( while { 
     ) lambda ] await = . 
   "x" if "x" "x" { await * - . b if ] } lambda "x" for ] } ) 
     
     not 
     
   "x" yield from "x" import 
   "x" 1 while 
     
   @ "x" ** async - 
 ] { for . lambda [ : from 1 return + not 
 ) * while , not in - 
 import @ in lambda 
   [ ) + else 
     : . } "x" @ if = 1 class + + b for while if = class . - else in = ) 
     "x" import } await - @ - ) - * 1 return ) * : from ( import for from yield @ def class . b else in if = @ b , ) = class "x" 
 ] def + ] if a } else + while for , 1 return not ** b = a ] = . import lambda in [ = ( 1 async else b [ ( : 
   : - * } = return * 
   } else while for if b while 
 * * class * not lambda ** not } , return , class ) "x" [ ] import : for ( 
 if [ } - import "x" from return yield import 
     from return b a + : yield ] * import if { for for not 
     return return if = await - yield def ** 
     ** = async for : a ] [ - not while "x" def import else from a + [ 
 b from { } in ) a from . class * not def import in = ] 
   
   : async * return ] b async async import b ( 
 if "x" 
     import while , from while "x" . [ [ , a - else ] ( 
     a while if for yield "x" { while ] { 
 return + b import 
 not ( . a ) a for , , [ ] [ - ) "x" async await yield from 
   class yield if 
 in while b - from ** * while * ( yield while b else * await ) async "x" class 
   a 1 } ) def "x" while + = yield - 
 = from for return = yield lambda ** class 1 @ a 
 while = 
 lambda , else if 
 await not for 
 a def a import ** ** 1 if lambda ] } } await else ** def ( while def async . yield b = ** ** 
 import async @ ) def + return 
 a * ** return lambda [ ] async from * "x" import ) while ) { await def import if def if : 
     ) return ( in 1 def else while b "x" ** - * async a import , def else import else 
 if { "x" while def ( @ a : while in : @ . in 
 , 
   else def "x" * : class def ] while class , else + a from 
 def return in 
 b ] } class import if + : return , "x" not import for { import from } [ : for = from 
     + 1 : . 
 return ** lambda from [ : } @ a import while 
     in for while in ) class 
 - { return - import ) 
     
   not ( 
     
     { . class 
 not ] await "x" from @ not [ 
 @ ) { ** , + async while for def , in = @ , b * not await . ( . await 
 async 
 
 return for ** for + from ** 1 
     * import class 
   = while 
 1 + async + a for , for : a ( 
   * ) def "x" return 
 else for - ** ( not while 
   a import 
   } return 
 import . : class - : return . 
     lambda return 
     
   ] : . = ** { for - . in async def for . : "x" import else . ** return - ( while class in 
     1 b : lambda else while lambda 
   + { while if 
   async @ yield 
   not 
 , for [ for yield return return else . @ return { : 
     , * async b def @ ** await return "x" : if ) "x" + . "x" async 1 : 1 def : "x" . ) 
 * from , { for : return await = class "x" return class "x" a { 
     
   await ( ] for await import from return b for lambda lambda [ async yield async from async 1 from = } [ ) not } not while in [ class ] async ** ** @ 
 ] await from [ ** ] - * def @ if lambda @ ( a a ] : 
   } return ] for a b , 
   ( in from while 
 yield for lambda 
 [ 1 await not a : 
 
     yield not return yield 
 if not for if 
     = lambda [ b ** 
 { from [ 1 else 
 ) in not await . class - for 
     
   ) [ in . def lambda else ) [ return if - . 1 : @ = return . 1 async * async class for 
   ( else 
     async import if 1 1 1 def [ b { "x" else ( return , } 
     + 
     async ] while 
     await return [ b not ) in if async else @ def "x" + 
   a b while ** @ 
     if lambda - = class [ , lambda if 1 , : class + yield not + 
   class = a = @ : lambda while class if yield for lambda "x" ] yield : ( 
     ( await ] ) from async b - { if return 
   - lambda 
     + ] while async - "x" ) ** b import [ def } async 
     
     : . await return 
     
     if yield [ while ** in - - for from import b . if lambda } not = return ) import ** lambda * class for [ [ 
     in @ from while b yield import class 
     1 
 , if import def ** 
   ** not . { for ) async { * ] 
 b class else a not 
   import "x" if 
     , [ "x" yield class async b , async lambda for yield await while ) else while } lambda . b 1 , while "x" if [ class while 1 class if import class 
   
 [ lambda await 
   for lambda while * if - 1 : = { else @ for yield 
 - } if = { lambda 1 
   ] "x" def { { yield { import : { * = async class 
     ) for from "x" . + } lambda { 
   + ] : * ) 1 def . else = while * "x" } for in import - = return = : if @ - async class . ] } ] while lambda 1 lambda not , ] async class 
     if while lambda [ 1 class 
 : return yield [ * : 1 async { else ) lambda yield import yield while 
 for 
 if 
     [ not yield + + . class while lambda while await yield 1 @ = - . async : 
   yield a . import ] "x" b , * else 
 in - not a ) [ : 
     yield import for 
   @ not * 
     "x" { : @ yield [ 
 = + return : return b * while ** yield class in "x" - if in b @ { if 1 def b lambda for in else ** b for = in return - - await * * await for ( ( } in b 1 import not } class = for @ else * for for in def a if if def "x" . 
     
     await , return @ yield import = import 
     yield * . 
   * for class in a import 1 for if : [ lambda 
 import class : { 
     , class class ] [ lambda , ( "x" ] } = 1 ) ( ) class : a , ** ] a . not yield in else = } 
   , 
     + if @ lambda . 1 ] "x" else while 
 ) . b } a : ** , a return from @ 
 return for 
     ** [ } for ( while ] a + : . def 
     * not else [ [ b else ( , [ "x" ** return = def from 1 "x" def * ** 
   for ( lambda } await if @ . ) 
     async if { lambda def from ] if else from * { lambda - = 
 while * yield . else [ if 1 = . return 
   
   { ( } 
   def ] ( 
 else lambda while a ] not ( def in + while 
 else - : [ "x" import 
   = ** a a "x" def [ . } not @ ** a "x" + : { * "x" for [ not not in await def { - [ [ def while ] 
 } ** ) from 
     = return [ async else @ return ( 1 if async : ) return else if ) else a ** ** b * { for "x" def ] ** while import + 
   if 1 ] 
     return in = if : return 1 "x" else { @ b return async [ [ ** for from + b @ import else : [ + a a lambda . return ( ( , 1 async import "x" 1 if async for * ** 1 [ ** } 
 class for for in 1 . async return b 
   lambda 1 [ else for for . : def 
     : 1 ( 
   ] [ not [ "x" for a - not "x" async b : while from ( 
     await return 1 + : a @ ) from 
 
     lambda - lambda b in await 
 ) * class , ) 
     + 
     
 * 
     @ ** ) - in @ 
   import . else def in 
     return ) = lambda ] + { + while from 
 await = else async from 
     return ) yield - 
     import ** in * . for = not . not "x" 
   
 import in a 
 import - else return * . await : while yield import 
 yield . } 
 "x" } class - . a return import a ) 
 import * : 
     , lambda = else else } 1 . not while async lambda for b not while async b 
 for class + for * ** : ** b lambda b } while , } , ] . lambda 
     ( lambda 
     in import a [ [ } lambda ( import a * if a while from if ) - lambda . . in "x" { 
   - * for @ ] while 
     class "x" , } [ else for [ + ] def await 
     import not 
   : , ( 
     in await async class . + else a : ] while a if in yield yield from + = 
   class await @ await if . return lambda } else else class def a 
   while - def b - return 
     in = ** while 1 import * + return yield def if yield = ] b a + def . } while + ** def class 1 import : else a in * : else : a a "x" not @ ) } = lambda from if { } } = for * in ] ] for 
     while + not 1 . else for 
     1 ] a - . { ** 
   ) in 
     "x" from async , ] if - while - 
   [ not a @ ** * : * 
     b ) 
 : async await yield ( if . * , , return yield * [ from if 
     lambda "x" @ 
   1 - . @ : await ] 
     else async + 
     . if from else { . await from async = [ b async from ( async : in ( * await in b async "x" ) . "x" 
 } 
   a - async b import ) yield { { [ lambda ] [ 
   ] , [ [ async await b ] yield for from await , yield ) . if + } [ yield @ { { , ( "x" 1 * while ] async [ "x" 1 ] in import ] class 
 not "x" = "x" return async * "x" lambda not for def if def return await [ + return class : not a ** class } not @ , , yield import in * ** else 
   } + : = lambda class = if await ** = not , in . else : 
   - return 
     = import "x" import class * b not ) async ** ** return . ( 1 b "x" in ) in from for ( if await 1 for 
   1 + 
     if . ** : 
   [ 
 ** for if else "x" return not 1 a , yield 
   1 b = [ await await a 
     
     def while await lambda "x" @ in async if import import 
   class "x" = ( else else ] else * , } for in for "x" } a [ 1 return + a b class import "x" lambda ) await : b def - - ** - } ( while ( class from in + from "x" . while 
   * lambda 
   import ( : in * [ ( "x" + + 
   = a . "x" from @ 
     for for in lambda await def : await return * 1 not async "x" if while yield lambda await @ ] def yield ** class return in async else = not . [ } , - class b if [ def else "x" from 
 async if class + : @ + @ } @ . ) import @ * . def class ** yield * b 
   while class 1 
 ] 
 "x" 1 yield [ * a if 
 b while @ ( while ** 
 : [ if a "x" def class return async "x" , a def import . 
 [ await while { for b [ ) from 1 return - + : 1 a "x" 
     a yield , from [ 
   } not else lambda async async await 
     async } [ await 
 + return ] def else return not yield ( : class - 1 await , "x" * ( 
     await : [ class yield while + ] 1 class [ async . @ } not @ import 
 for from lambda def ** await b 
     not ] async while 
     lambda async import from 
     def = { 
 a 1 @ 1 * lambda + : [ ** ] + 
   not yield for 
   in def return else while not = } ] class - ) return yield = ] ) class class not ) { class ( + * ) "x" lambda + . 
   1 ** class @ yield 
 ** yield } from 
   lambda , [ - async while . ] - class a for if if for await 
   [ def else * 
     return from . while 1 b in for ) 
     
   ] for b ( not 
   + ** = return ( in = while [ : b 
 ) + } @ class ( for : if return else lambda while def { , { ( lambda yield 
     from for from while while @ : , in * from ) } = "x" . + while class . a , ) import "x" 1 { : { import else yield lambda + a . def [ await async = ** in . 
   "x" [ class , return 1 await a . ] ( import [ async , , 
 ( - a 
 await await @ else + not @ @ yield { for 
     
   lambda else , 
     
     ] import 
 ) } ] , * = lambda "x" b { async ) while 
     lambda return return : . "x" b lambda = - 
 in * 
   
   [ 1 1 
     + in 1 ** if [ ) import ( @ "x" in ( = if while b def return + if def yield def from if ] ( "x" class } else import "x" return : 1 
 
   class for while while ** else 
     import b 
     
 = @ { { return lambda b lambda , for 
 await from [ ) in { async class ) b + * . 
     async in . lambda 
 lambda from ] import for else 
   : 1 return ) 1 lambda @ @ else : - b } 
 @ 
 [ . { lambda + for if yield ) = async * } while from 1 ] def + if a 1 ] await from import ( async + 
     for lambda , ** + ) lambda ( a for from from : def ** async : import 
     
     not "x" 
     
     
   lambda [ 1 ] 
 , while not b in "x" import async async 
     * [ from if await @ ** * await 
     
   import import : if return def 
   for [ else 1 @ , 
 : lambda 
     1 } } else , 
 { await yield else = { "x" . @ "x" , "x" async a from b { @ . not ] else + ( * b 
   ] . if while import while * - : ) await for yield { { ( { { yield from def ( [ * ] class 
 for 1 - . not 
 a not + b 
   class 
     else } lambda return def def yield import [ ** ) [ if not else ( 
 - in class "x" from class class if 
   } = ) ( ( for while : return } ** def . from "x" not . ** import ( = if ( 
     b not . [ 1 : ( . import for 1 a import a while + @ yield class class while = a ) ** from ) class in = ) async else ] async ( , a + 1 ** 
 , ** 
     = } [ def - * not [ not 
 yield . : "x" 
 - a lambda a b yield not a ) return a b 1 import ( not { ) ** in . b from * if 
     not import for 
 def ] ( class return { yield lambda } a , import await ** @ a b ( : [ 
 : = in not import lambda { from . , return await : lambda : 1 import 
   else else if await , for } for class class ] + ] } + = 1 in ) if { } 1 "x" b def [ * 
     + , + await lambda class - ** { 1 lambda @ : ** 
   : @ in yield ( @ else def return * if 
   [ } return . ] - yield in a from } if import { + ) lambda "x" . b { 
 
 def * in 
   yield . while ) yield "x" else ** "x" else 
   : [ * = yield ** { not yield class a in [ 
 for if [ not from in return - if } lambda [ 
 a 
     while 1 ** ] { import . } 
   + + def * while , ] - = in while yield : else . lambda , a 
   ** def a . { - 
 for [ async class ( . { { ** in { - 1 
     "x" @ @ ] import not , { ** async ( ** class ( import } } async import def = async + if , from - [ def async else @ async async ) * ] a 
     ** + [ return ) ( 1 in { - 
     ) def = from ] ** 
 import in yield } not ** @ , + yield import def } ** = if - yield return : + ** ] , 
   - def else in b yield b for @ ] async class import [ ] a from if 
 @ lambda : ] : for yield if yield await ) b for . yield , else [ * b @ 
     ] def . . 
 
 ] @ async ) + while "x" lambda for return ** ) 
 in + = import class if a not [ ] lambda lambda + else ] ** ( while def ** not lambda { yield * class while else await in ( 
   for 
   in . , : def . ) , from 
 lambda else import } return class * - in if lambda { not ( [ while if * ** for in } yield 
     [ await import class ( 
     + def , * - def for 
     : 
     for { ( : } { a { } lambda , class in @ @ 1 
     - async + "x" else for - b ( 1 
     if while def . . , not import { . 1 in yield "x" , else "x" * = yield ( b "x" 
   + return + import + + "x" } 
   * { return . { - + - ( } not { b + from "x" a a yield while } 
   - while def a ** } 1 ] ** async ) ** + + @ if @ from class "x" while ( } { } . b await class for from from async + . * * "x" ** : 
   lambda a - import * 
     b "x" from , ) "x" return for while while [ yield 1 ( in 
   - } from 
 
   async { if a b while a ( . "x" "x" in if else while , not 1 
   class return return "x" lambda ** [ { def return - yield [ { else "x" not 
 * def not : ) def + ( 
     
 for ** 
   [ from async a while "x" = 1 } not ** 
 return a 1 } ( ) class in @ } ] for @ ** def a 1 while + ** if a await . } def { 
   b ] . if = while ( ( import ] 
 @ else for , a in import async else await = import ( 1 class + for lambda * [ ) } return . async 
     if * not * ] in 
     ) async 
     in 
 yield "x" from not - ) 
 def 
   else } a while } * ] else b + } ) ) ( b in "x" lambda 
 await ( ) } ] 
 @ } a [ : if async . ( ** async 
 lambda [ a ] lambda . from for import while return b in import @ class "x" in * import "x" 
     in 
     
     return [ : yield 
     [ import in * b ( } not lambda class ] while class await : - async yield - not . : ** , return while a class else - ** ( ] 1 , ) ( ) b . 
     
   a 
 if @ { = b = not async ) "x" . = + if from else else if 
 import return def class + for { async @ not * : ** + } if 1 + import * 
 not from yield "x" for [ . ** . lambda * + def ) [ await [ * class "x" not for class - 1 . while } def await . a { @ "x" ] async ( 
   - return * return lambda else while ** b ** * class } @ ( @ if await . @ , @ await else , + while @ [ for in return else while b . "x" def class "x" ] yield 
   in = + = class def if async + ( , 1 ** for yield a - b from : ( * 1 ) class - @ else { else = def lambda 1 a b not from } class 
 - lambda + "x" { for 1 ( lambda return } else = if from ] else not @ lambda , return if async = in in await 1 * * = in * not for @ if . , - , if 
   - "x" } * 1 async return . { 1 ) lambda ** 1 await for ** yield import in 1 
   ( { ** 
 * } } else = from def lambda ] in @ + ( yield 
 , def async 
 a 
   class ( in ] lambda async b { await 
   lambda { ) return @ else + not ** : in ** class @ 1 
   
 
     ** import 1 not ] async "x" = ) not : yield "x" "x" 
 class , else yield { } while while while else a = ] ** : ] . 1 if return a "x" b class ( for while 
     { else @ , 1 ) * * } if 
 for ) import return await while return [ 1 return a { from for yield else if for . . in 
   b lambda not lambda 1 + ] if , yield import await ** class [ 1 else if [ else } else lambda } "x" @ , 
     + class = "x" 
 [ lambda lambda "x" ** : 
     lambda else from 
     else ** b [ not [ for for @ class @ async await a if { * "x" * { return * 
     . 
   
     : import , 
     class def yield ** 
 } : not while 
     a b ) . ( : 1 ( , for class else = @ } 1 if while ] ] ( ) await b 
   from ( + return a def { } { ( await not for else async 
   if a "x" ] @ , while for [ async def def 
   ** not else } 
 yield a 1 * for not ] "x" * ] for = , from { 
   ** import await } [ , from { ( + not a "x" not class @ not not @ yield ] def ] = 1 else . lambda 1 in [ import [ 
   import "x" in for async 1 from while { { async ] ( @ 
   "x" import { 1 in ** lambda [ for from ] 
   + = ] if lambda from yield . ) def ) : 1 } def def in in [ ** 
   b await - a if [ [ 
     ) not 
   = 1 else : = b ] from ) import while 
 await 1 ] 
 } * ) await while * in ( } . b 1 - + { ( await ] while 
   yield * ] ** else else return + = else } : if } . def } ** @ @ ] import 1 } await if return else * await ( b ** b class @ def . class @ return yield a if [ a b while import ) a import import import ) while - : 
 def ** 
 b in while } if else lambda in await 
 while if 
     * b for def ] class "x" 
   . , = for ( if ) 
     + b else ) lambda . = - 
   def yield ] ( + 
 class ) await else * { "x" 
     import class for 
 , 
   * . await . yield async ** ** in not not yield . ) def "x" 
     
 
     * yield def } = while if for ** return @ not class + a from . { yield else async ) in in b "x" if class await class lambda in "x" * def yield def . import yield a @ } while return async { : class , import not return [ yield 
 def 1 while } a . 
   await not - class + 
 = , { ( return ** ) , yield class if * 1 - { not a 1 import = @ "x" + ** . await "x" def async import - not ] not await b ** "x" from 1 @ from : 
   yield if "x" import 
   : { : * if while lambda [ { { 
     b if import , in for ( in def , a import [ } in 
 : b await , import 1 while , not def 
     yield 
 lambda 
 lambda + await ] in def return , return 1 : return def 
   return ** [ b for [ return else yield b a async . - @ 
     
   async b [ from 
     ** ** "x" await 
   
 , 
   @ if import return in class not yield = { 1 b ) ] = : . 
 while not * b def 1 import , a - return = b def while from else - ) def else "x" if yield * ( ) 
   await . 
     for b } [ for a if ** * in async . + return ) yield lambda await return while async , "x" 
     = class , else async = f